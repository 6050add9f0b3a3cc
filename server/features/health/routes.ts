import type { App } from '#server/platform/context.ts';
import type { HttpRoute, Reply } from '#server/platform/http/types.ts';
import { dataOf } from '#shared/api/answers.ts';
import { aText, shape } from '#shared/api/json-schema.ts';
import { defineRoute } from '#shared/route.ts';

const about = {
  method: 'GET',
  topic: 'Health',
  public: true,
  rate: 'none',
  answer: dataOf(shape({ status: aText })),
} as const;

/** `/healthz`: the process runs. `/readyz`: it can serve, database included (migrations are applied before it listens). */
export const healthRoutes: HttpRoute[] = [
  {
    route: defineRoute({ ...about, path: '/healthz', summary: 'Whether the process runs' }),
    handler: async () => ({ body: { success: true, data: { status: 'ok' } } }),
  },
  {
    route: defineRoute({ ...about, path: '/readyz', summary: 'Whether it can serve, database included' }),
    handler: ready,
  },
];

async function ready(app: App): Promise<Reply> {
  await app.db.ping();
  return { body: { success: true, data: { status: 'ready' } } };
}
