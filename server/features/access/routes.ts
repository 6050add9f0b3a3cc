import type { Ctx } from '#server/platform/context.ts';
import type { HttpRoute, Input, Reply } from '#server/platform/http/types.ts';
import { appError } from '#shared/errors.ts';
import { readInteger } from '#shared/fields/integer.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { objectList } from '#shared/objects/registry.ts';
import { defineRoute } from '#shared/route.ts';
import { explainAccess } from './explain.ts';
import { addShare, listShares, type RecordName, removeShare } from './shares.ts';

/** Who sees a record, and sharing it, for every object whose records have an owner. */
export const accessRoutes: HttpRoute[] = objectList
  .filter((object) => object.routes && Object.hasOwn(object.fields, 'owner_id'))
  .flatMap(routesOf);

function routesOf(object: ObjectDefinition): HttpRoute[] {
  const path = `/api/v1/${object.path}/:id`;
  const on = (call: (ctx: Ctx, input: Input, record: RecordName) => Promise<Reply>) => (ctx: Ctx, input: Input) =>
    call(ctx, input, { objectName: object.name, id: pathId(input.params.id) });
  return [
    { route: defineRoute({ method: 'GET', path: `${path}/access`, rate: 'search' }), handler: on(explainAccess) },
    { route: defineRoute({ method: 'GET', path: `${path}/shares`, rate: 'read' }), handler: on(listShares) },
    { route: defineRoute({ method: 'POST', path: `${path}/shares`, rate: 'write' }), handler: on(addShare) },
    {
      route: defineRoute({ method: 'DELETE', path: `${path}/shares/:share`, rate: 'write' }),
      handler: (ctx: Ctx, input: Input) =>
        removeShare(ctx, input, {
          objectName: object.name,
          id: pathId(input.params.id),
          shareId: pathId(input.params.share),
        }),
    },
  ];
}

/** What cannot be an id names no record. */
function pathId(given: string | undefined): number {
  const id = readInteger(given);
  if (id === null || id < 1) throw appError('not_found');
  return id;
}
