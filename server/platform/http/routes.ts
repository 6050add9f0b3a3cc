import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { App, Ctx } from '#server/platform/context.ts';
import { appError } from '#shared/errors.ts';
import type { Route } from '#shared/route.ts';
import { readBody } from './body.ts';
import { createInFlight, type InFlight } from './in-flight.ts';
import { readQuery } from './query.ts';
import { gateRequest, headerOf, type RequestState, wantsSecureCookies } from './request.ts';
import { type HttpServerOptions, sendFailure, sendReply } from './server.ts';
import type { HttpRoute, Identity, Input } from './types.ts';
import { receiveFile } from './upload.ts';
import { whenOver } from './when-over.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    form?: boolean;
    /** A file comes in the body: the handler reads it as it arrives. */
    upload?: boolean;
  }
}

const UNSAFE = new Set(['POST', 'PATCH', 'DELETE']);
const OTHER_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** Registers every route, and on each path an answer for the methods that it does not offer. */
export function addRoutes(server: FastifyInstance, options: HttpServerOptions): void {
  const { mostAtOnce, mostInFlight } = options.app.settings;
  const inFlight = createInFlight({ most: mostAtOnce, mostOfTenant: mostInFlight });
  const offered = new Map<string, string[]>();
  for (const one of options.routes) {
    addRoute(server, { ...options, inFlight }, one);
    offered.set(one.route.path, [...(offered.get(one.route.path) ?? pageMethods(one.route)), one.route.method]);
  }
  for (const [path, methods] of offered) refuseOtherMethods(server, options.app, path, methods);
}

interface RouteOptions extends HttpServerOptions {
  inFlight: InFlight;
}

function addRoute(server: FastifyInstance, options: RouteOptions, one: HttpRoute): void {
  const { route } = one;
  server.route({
    method: route.method,
    url: route.path,
    config: { form: route.form ?? false, upload: route.bodyType === 'multipart/form-data' },
    ...(route.bodyLimit && { bodyLimit: route.bodyLimit }),
    // Before the body is read: who is it, and may they send anything now.
    onRequest: (request, reply) => admit(options, route, { request, reply }),
    // Not before the body is there: clients that hardly send would take the places of all others.
    preHandler: async (_request, reply) => {
      if (isCounted(route)) countRequest(options.inFlight, reply);
    },
    handler: async (request, reply) => {
      const answer = await answerRequest(options, one, { request, reply });
      return sendReply(answer, request, reply);
    },
  });
}

async function admit(
  { app, gate, limiter, inFlight }: RouteOptions,
  route: Route,
  { request, reply }: Exchange,
): Promise<void> {
  const { state } = request;
  if (route.rate === 'none') return;
  if (isCounted(route) && !inFlight.enter()) throw busy();
  try {
    state.identity = await gate.identify(gateRequest(request));
  } finally {
    if (isCounted(route)) inFlight.leave();
  }
  const rate = typeof route.rate === 'function' ? route.rate(request.query as Record<string, unknown>) : route.rate;
  if (app.settings.rateLimits) {
    state.decision = limiter.take({ identity: state.identity, ip: request.ip }, state.identity ? rate : 'visit');
    if (!state.decision.allowed) throw appError('too_many_requests', { retryAfter: state.decision.retryAfter });
    if (state.identity && !route.lasting) countTenant(inFlight, state.identity.tenantId, reply);
  }
  requireIdentity(state, route);
}

function requireIdentity({ identity }: RequestState, route: Route): void {
  if (!identity && !route.public) throw appError('unauthorized');
}

/** Streams that last are no work under way, and health answers however much there is. */
function isCounted({ lasting, rate }: Route): boolean {
  return !lasting && rate !== 'none';
}

function busy(): Error {
  const message = 'Too many requests are being answered right now, try again shortly';
  return appError('unavailable', { message, retryAfter: 1 });
}

function countRequest(inFlight: InFlight, reply: FastifyReply): void {
  if (!inFlight.enter()) throw busy();
  whenOver(reply, inFlight.leave);
}

function countTenant(inFlight: InFlight, tenantId: number, reply: FastifyReply): void {
  if (!inFlight.enterTenant(tenantId)) throw appError('too_many_requests', { retryAfter: 1 });
  whenOver(reply, () => inFlight.leaveTenant(tenantId));
}

interface Exchange {
  request: FastifyRequest;
  reply: FastifyReply;
}

async function answerRequest({ app, gate }: HttpServerOptions, one: HttpRoute, { request, reply }: Exchange) {
  const { identity } = request.state;
  const { fields, csrfToken } = readBody(request.body);
  if (UNSAFE.has(request.method)) {
    if (gate.isCrossSite(gateRequest(request))) throw appError('csrf');
    const token = headerOf(request, 'x-csrf-token') ?? csrfToken;
    if (!one.route.withoutCsrf && !(identity && gate.isCsrfToken(identity, token))) throw appError('csrf');
  }
  const input = readInputOf(app, one.route, request, fields);
  if (isPublic(one)) return one.handler(app, input, identity);
  if (!identity) throw appError('unauthorized');
  return one.handler(contextOf(app, identity, { request, reply }), input);
}

function isPublic(one: HttpRoute): one is Extract<HttpRoute, { route: { public: true } }> {
  return one.route.public === true;
}

function readInputOf(app: App, route: Route, request: FastifyRequest, body: Record<string, unknown>): Input {
  return {
    method: request.method,
    path: request.url.split('?')[0] ?? '',
    params: request.params as Record<string, string>,
    query: readQuery(route, request.query as Record<string, unknown>),
    body,
    isForm: headerOf(request, 'content-type')?.startsWith('application/x-www-form-urlencoded') ?? false,
    header: (name) => headerOf(request, name),
    cookie: (name) => request.cookies[name],
    ip: request.ip,
    secure: wantsSecureCookies(app, request),
    requestId: request.id,
    receiveFile: (limits) => receiveFile(request.raw, limits),
  };
}

function contextOf(app: App, identity: Identity, { request, reply }: Exchange): Ctx {
  return {
    app,
    tenantId: identity.tenantId,
    user: identity.user,
    via: identity.via,
    requestId: request.id,
    ip: request.ip,
    definitionVersion: identity.definitionVersion,
    signal: goneSignal(reply),
    session: { hash: identity.sessionHash },
  };
}

/** Aborts when the client goes before it has its answer. (Fastify's own signal aborts after every answer, at the price of an error object.) */
function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

/** Visitors send a form to the address of the page that it stands on: reading it is left to the web app. */
function pageMethods(route: Route): string[] {
  return route.public && route.form ? ['GET'] : [];
}

function refuseOtherMethods(server: FastifyInstance, app: App, path: string, offered: string[]): void {
  const allow = offered.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  const refuse = async (request: FastifyRequest, reply: FastifyReply) =>
    sendFailure(app, appError('method_not_allowed', { allow }), request, reply);
  const others = OTHER_METHODS.filter((method) => !offered.includes(method));
  // Answered before the body is read: whatever it holds, the method is refused.
  server.route({ method: others, url: path, onRequest: refuse, handler: refuse, exposeHeadRoute: false });
}
