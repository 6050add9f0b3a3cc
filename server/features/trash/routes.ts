import type { Ctx } from '#server/platform/context.ts';
import type { HttpRoute, Input } from '#server/platform/http/types.ts';
import { dataOf } from '#shared/api/answers.ts';
import { aCount, aFlag, shape } from '#shared/api/json-schema.ts';
import { objectList } from '#shared/objects/registry.ts';
import { defineRoute } from '#shared/route.ts';
import { purgeTrash } from './purge-trash.ts';

/** Emptying the trash of every object whose records can be deleted. */
export const trashRoutes: HttpRoute[] = objectList
  .filter((object) => object.routes && object.removable)
  .map(
    ({ name, path, label }): HttpRoute => ({
      route: defineRoute({
        method: 'DELETE',
        path: `/api/v1/${path}/trash`,
        object: name,
        needs: 'delete',
        summary: `Empty the trash of ${label[1].toLowerCase()}, some hundred records a call`,
        answer: dataOf(shape({ purged: aCount, remaining: aFlag })),
        rate: 'write',
        keyed: true,
      }),
      handler: (ctx: Ctx, input: Input) => purgeTrash(ctx, input, name),
    }),
  );
