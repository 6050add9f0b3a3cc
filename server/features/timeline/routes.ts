import { change } from '#server/features/history/shapes.ts';
import type { Ctx } from '#server/platform/context.ts';
import type { HttpRoute, Input } from '#server/platform/http/types.ts';
import { aLabel } from '#server/records/routes.ts';
import { stretchOf } from '#shared/api/answers.ts';
import { aMoment, anId, anything, aText, mapOf, named, shape } from '#shared/api/json-schema.ts';
import { objectList } from '#shared/objects/registry.ts';
import { defineRoute } from '#shared/route.ts';
import { readTimeline } from './timeline.ts';

const entry = named(
  'TimelineEntry',
  shape({ kind: aText, id: anId, at: aMoment }, { record: mapOf(anything), change }),
);

/** What happened around a record, for every object. */
export const timelineRoutes: HttpRoute[] = objectList
  .filter((object) => object.routes)
  .map(
    (object): HttpRoute => ({
      route: defineRoute({
        method: 'GET',
        path: `/api/v1/${object.path}/:id/timeline`,
        object: object.name,
        needs: 'read',
        summary: `What happened around ${aLabel(object)}, newest first`,
        answer: stretchOf(entry),
        rate: 'read',
        query: ['cursor', 'limit', 'only'],
      }),
      handler: (ctx: Ctx, input: Input) => readTimeline(ctx, input, object.name),
    }),
  );
