import type { App } from '#server/platform/context.ts';
import type { HttpRoute, Reply } from '#server/platform/http/types.ts';
import { defineRoute } from '#shared/route.ts';

/** `/healthz`: the process runs. `/readyz`: it can serve, database included (migrations are applied before it listens). */
export const healthRoutes: HttpRoute[] = [
  {
    route: defineRoute({ method: 'GET', path: '/healthz', public: true, rate: 'none' }),
    handler: async () => ({ body: { success: true, data: { status: 'ok' } } }),
  },
  {
    route: defineRoute({ method: 'GET', path: '/readyz', public: true, rate: 'none' }),
    handler: ready,
  },
];

async function ready(app: App): Promise<Reply> {
  await app.db.ping();
  return { body: { success: true, data: { status: 'ready' } } };
}
