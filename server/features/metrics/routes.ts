import { createHash, timingSafeEqual } from 'node:crypto';
import type { App } from '#server/platform/context.ts';
import type { HttpRoute, Input, Reply } from '#server/platform/http/types.ts';
import { renderMetrics } from '#server/platform/metrics/across-processes.ts';
import { aText } from '#shared/api/json-schema.ts';
import { appError } from '#shared/errors.ts';
import { defineRoute } from '#shared/route.ts';

/** `/metrics` for Prometheus. It tells how much the organizations work, so it is there only for who knows METRICS_TOKEN. */
export const metricsRoute: HttpRoute = {
  route: defineRoute({
    method: 'GET',
    path: '/metrics',
    topic: 'Health',
    summary: 'Figures for Prometheus',
    answer: aText,
    answerType: 'text/plain',
    public: true,
    rate: 'visit',
  }),
  handler: readMetrics,
};

async function readMetrics(app: App, input: Input): Promise<Reply> {
  const { metricsToken } = app.settings;
  if (metricsToken === null) throw appError('not_found');
  const given = /^Bearer (.+)$/i.exec(input.header('authorization') ?? '')?.[1] ?? '';
  if (!timingSafeEqual(digest(given), digest(metricsToken))) throw appError('unauthorized');
  return {
    text: await renderMetrics(app.metrics.registry),
    headers: { 'content-type': app.metrics.registry.contentType },
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
