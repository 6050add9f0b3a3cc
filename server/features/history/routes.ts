import type { Ctx } from '#server/platform/context.ts';
import type { HttpRoute, Input } from '#server/platform/http/types.ts';
import { objectList } from '#shared/objects/registry.ts';
import { defineRoute } from '#shared/route.ts';
import { listChangeSets, undo } from './change-sets.ts';
import { readFeed } from './feed.ts';
import { listRecordChanges, listSetChanges } from './list-changes.ts';

/** What was done to records, and its reversal. */
export const historyRoutes: HttpRoute[] = [
  {
    route: defineRoute({ method: 'GET', path: '/api/v1/changes', rate: 'read', query: ['since', 'limit'] }),
    handler: readFeed,
  },
  {
    route: defineRoute({ method: 'GET', path: '/api/v1/change-sets', rate: 'read', query: ['cursor'] }),
    handler: listChangeSets,
  },
  {
    route: defineRoute({ method: 'GET', path: '/api/v1/change-sets/:id/changes', rate: 'read', query: ['cursor'] }),
    handler: listSetChanges,
  },
  {
    route: defineRoute({ method: 'POST', path: '/api/v1/change-sets/:id/undo', rate: 'write' }),
    handler: undo,
  },
  ...objectList
    .filter((object) => object.routes)
    .map(
      ({ name, path }): HttpRoute => ({
        route: defineRoute({ method: 'GET', path: `/api/v1/${path}/:id/changes`, rate: 'read', query: ['cursor'] }),
        handler: (ctx: Ctx, input: Input) => listRecordChanges(ctx, input, name),
      }),
    ),
];
