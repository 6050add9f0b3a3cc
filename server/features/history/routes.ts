import type { Ctx } from '#server/platform/context.ts';
import type { HttpRoute, Input } from '#server/platform/http/types.ts';
import { aLabel } from '#server/records/routes.ts';
import { dataOf, stretchOf } from '#shared/api/answers.ts';
import { fieldsOf, oneOf } from '#shared/api/json-schema.ts';
import { objectList } from '#shared/objects/registry.ts';
import { defineRoute } from '#shared/route.ts';
import { listChangeSets, undo } from './change-sets.ts';
import { readFeed } from './feed.ts';
import { listRecordChanges, listSetChanges } from './list-changes.ts';
import { change, changeSet, undone } from './shapes.ts';

const reading = { method: 'GET', topic: 'History', rate: 'read' } as const;

/** What was done to records, and its reversal. */
export const historyRoutes: HttpRoute[] = [
  {
    route: defineRoute({
      ...reading,
      path: '/api/v1/changes',
      summary: 'Every change, each once, in order: the feed that keeps another system in step',
      answer: stretchOf(change),
      query: ['since', 'limit'],
    }),
    handler: readFeed,
  },
  {
    route: defineRoute({
      ...reading,
      path: '/api/v1/change-sets',
      summary: 'What was done, newest first',
      answer: stretchOf(changeSet),
      query: ['cursor', 'user_id'],
    }),
    handler: listChangeSets,
  },
  {
    route: defineRoute({
      ...reading,
      path: '/api/v1/change-sets/:id/changes',
      summary: 'What one change set did',
      answer: stretchOf(change),
      query: ['cursor'],
    }),
    handler: listSetChanges,
  },
  {
    route: defineRoute({
      method: 'POST',
      topic: 'History',
      path: '/api/v1/change-sets/:id/undo',
      summary: 'Take a change set back as a whole',
      body: fieldsOf({}, { on_conflict: { ...oneOf(['fail', 'skip', 'force']), default: 'fail' } }),
      answer: dataOf(undone),
      rate: 'write',
      keyed: true,
    }),
    handler: undo,
  },
  ...objectList
    .filter((object) => object.routes)
    .map(
      (object): HttpRoute => ({
        route: defineRoute({
          method: 'GET',
          path: `/api/v1/${object.path}/:id/changes`,
          object: object.name,
          needs: 'read',
          summary: `What happened to ${aLabel(object)}, newest first`,
          answer: stretchOf(change),
          rate: 'read',
          query: ['cursor'],
        }),
        handler: (ctx: Ctx, input: Input) => listRecordChanges(ctx, input, object.name),
      }),
    ),
];
