import { STATUS_CODES } from 'node:http';
import { Readable } from 'node:stream';
import cookie from '@fastify/cookie';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { App } from '#server/platform/context.ts';
import { appError } from '#shared/errors.ts';
import { parseForm, parseJson } from './body.ts';
import { failureReply } from './failure.ts';
import { apiContentPolicy, securityHeaders, strictTransport } from './headers.ts';
import { isSecure } from './request.ts';
import { requestIdOf } from './request-id.ts';
import { addRoutes } from './routes.ts';
import { cutSlowClients, SILENT } from './slow-clients.ts';
import { traceRequests } from './trace-requests.ts';
import type { Gate, HttpRoute, RateLimiter, Reply } from './types.ts';
import { createPageHandler, isPagePath, serveWebFiles } from './web-app.ts';

export interface HttpServerOptions {
  app: App;
  gate: Gate;
  limiter: RateLimiter;
  routes: readonly HttpRoute[];
  /** Folder of the built web app. */
  webFolder: string;
}

export type HttpServer = FastifyInstance;

/** How long a server that closes waits for answers under way, in ms; then it cuts connections, so that it always stops in time. */
const CLOSING_PATIENCE = 5_000;

/** The HTTP server with its routes; it does not listen yet. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const { app } = options;
  const server = Fastify({
    // What is worth a line is written by sendFailure; a logger of Fastify's own would cost every request.
    logger: false,
    trustProxy: trustedProxies(app),
    bodyLimit: app.settings.bodyLimit,
    routerOptions: { maxParamLength: 100 },
    genReqId: ({ headers }) => requestIdOf(headers['x-request-id']),
    // A client has this long to send a file; for other bodies see `cutSlowClients`.
    requestTimeout: 600_000,
    keepAliveTimeout: 72_000,
    connectionTimeout: SILENT,
    // Node looks for late headers only so often.
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 5_000 },
    forceCloseConnections: 'idle',
    // Whoever still has a connection when we stop gets the answer, and with it the hint to go elsewhere.
    return503OnClosing: false,
    clientErrorHandler,
    frameworkErrors: (error, request, reply) => void sendFailure(app, error, request, reply),
  });
  server.register(cookie);
  server.decorateRequest('state', null as never);
  parseBodies(server);
  cutSlowClients(server);
  server.addHook('onRequest', async (request, reply) => {
    request.state = { identity: null, decision: null };
    reply.headers(securityHeaders);
    if (isSecure(request)) reply.header('strict-transport-security', strictTransport);
  });
  if (app.tracing) traceRequests(server, app.tracing);
  server.addHook('onResponse', async (request, reply) => {
    app.metrics.observeRequest({
      method: request.method,
      route: request.routeOptions.url ?? 'other',
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1000,
      tenantId: request.state?.identity?.tenantId ?? null,
    });
  });
  server.addHook('preClose', async () => {
    setTimeout(() => server.server.closeAllConnections(), CLOSING_PATIENCE).unref();
  });
  server.setErrorHandler((error, request, reply) => sendFailure(app, error, request, reply));
  const sendPage = createPageHandler(options.gate, options.webFolder);
  server.setNotFoundHandler(async (request, reply) => {
    const page = isPagePath(request) ? await sendPage(request, reply) : null;
    return page ?? sendFailure(app, appError('not_found'), request, reply);
  });
  serveWebFiles(server, options.webFolder);
  server.register(async (scope) => addRoutes(scope, options));
  return server;
}

/** Whose forwarded headers count: so many hops in front of us, or these addresses. */
function trustedProxies(app: App): string[] | ((address: string, hop: number) => boolean) {
  const { trustProxy } = app.settings;
  return typeof trustProxy === 'number' ? (_address, hop) => hop < trustProxy : [...trustProxy];
}

/** Bodies are JSON; routes that take forms say so, all others refuse them. */
function parseBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (_request: FastifyRequest, bytes: Buffer) => parseJson(bytes),
  );
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, bytes: Buffer) => {
      if (!request.routeOptions.config.form) throw appError('unsupported_media_type');
      return parseForm(bytes);
    },
  );
  server.addContentTypeParser('multipart/form-data', async (request: FastifyRequest) => {
    if (!request.routeOptions.config.upload) throw appError('unsupported_media_type');
  });
}

/** A database that is away, or a flood, fails thousands of requests a second: one line a second says as much. */
const LINES_APART = 1_000;
const unwritten = { count: 0, since: Number.NEGATIVE_INFINITY };

/** Whether a refusal is due a line in the log; counts those that are not. */
function isLineDue(): boolean {
  if (performance.now() - unwritten.since < LINES_APART) {
    unwritten.count += 1;
    return false;
  }
  unwritten.since = performance.now();
  return true;
}

/** Answers an error and writes to the log what is our fault. */
export function sendFailure(app: App, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const failure = failureReply(error, request.id);
  const isGone = reply.raw.destroyed || request.raw.socket.destroyed;
  if (failure.unexpected || (failure.status === 503 && !isGone && isLineDue())) {
    app.log.error(
      {
        err: error,
        requestId: request.id,
        method: request.method,
        url: request.url.split('?')[0],
        ...(unwritten.count > 0 && { moreRefused: unwritten.count }),
      },
      'request failed',
    );
    unwritten.count = 0;
  }
  return sendReply(failure, request, reply);
}

export function sendReply(answer: Reply, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.code(answer.status ?? 200);
  if (answer.headers) reply.headers(answer.headers);
  if (request.state?.decision) reply.headers(request.state.decision.headers);
  reply.header('x-request-id', request.id).header('cache-control', 'no-store');
  if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', apiContentPolicy);
  for (const one of answer.cookies ?? []) {
    const { sameSite, secure, maxAge } = one;
    const options = { path: '/', httpOnly: true, sameSite, secure, ...(maxAge && { maxAge }) };
    if (one.value === null) reply.clearCookie(one.name, options);
    else reply.setCookie(one.name, one.value, options);
  }
  if (!reply.hasHeader('content-type')) reply.header('content-type', 'application/json; charset=utf-8');
  if (answer.stream) return reply.send(Readable.from(answer.stream, { objectMode: false }));
  return reply.send(answer.text ?? (answer.body === undefined ? '' : JSON.stringify(answer.body)));
}

/** What is not even HTTP gets one short answer, and the connection ends. */
function clientErrorHandler(error: Error & { code?: string }, socket: import('node:net').Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  const body = JSON.stringify({ success: false, message: STATUS_CODES[status] });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
}
