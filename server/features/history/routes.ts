import type { HttpRoute } from '#server/platform/http/types.ts';
import { defineRoute } from '#shared/route.ts';
import { listChangeSets, undo } from './change-sets.ts';
import { readFeed } from './feed.ts';

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
    route: defineRoute({ method: 'POST', path: '/api/v1/change-sets/:id/undo', rate: 'write' }),
    handler: undo,
  },
];
