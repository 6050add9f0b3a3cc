import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestSpan, Tracing } from '#server/platform/tracing/traced.ts';
import { headerOf } from './request.ts';
import { whenOver } from './when-over.ts';

const spans = new WeakMap<FastifyRequest, RequestSpan>();

/** Traces every request, with all that is asked of the database for it. */
export function traceRequests(server: FastifyInstance, tracing: Tracing): void {
  server.addHook('onRequest', (request, reply, next) => {
    const { method, url, id } = request;
    const route = request.routeOptions.url ?? 'other';
    const span = tracing.request(`${method} ${route}`, {
      attributes: {
        'http.request.method': method,
        'http.route': route,
        'url.path': url.split('?')[0] ?? '',
        'arvelo.request_id': id,
      },
      traceparent: headerOf(request, 'traceparent'),
    });
    spans.set(request, span);
    whenOver(reply, () => endSpan(span, { request, reply }));
    span.within(next);
  });
  // A body that is read in between comes from the socket, which belongs to no request.
  server.addHook('preHandler', (request, _reply, next) => {
    const span = spans.get(request);
    if (span) span.within(next);
    else next();
  });
}

function endSpan(span: RequestSpan, { request, reply }: { request: FastifyRequest; reply: FastifyReply }): void {
  const tenantId = request.state?.identity?.tenantId;
  const { statusCode } = reply;
  const isAnswered = reply.raw.headersSent;
  span.end(
    {
      ...(isAnswered && { 'http.response.status_code': statusCode }),
      ...(!reply.raw.writableFinished && { 'arvelo.client_gone': true }),
      ...(tenantId !== undefined && { 'arvelo.tenant_id': tenantId }),
    },
    isAnswered && statusCode >= 500,
  );
}
