import type { FastifyRequest } from 'fastify';
import type { App } from '#server/platform/context.ts';
import type { GateRequest, Identity, RateDecision } from './types.ts';

/** What the steps of one request learn and hand on. */
export interface RequestState {
  identity: Identity | null;
  decision: RateDecision | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    state: RequestState;
  }
}

/** A request as the gate sees it. */
export function gateRequest(request: FastifyRequest): GateRequest {
  return {
    cookie: (name) => request.cookies[name],
    header: (name) => headerOf(request, name),
    ip: request.ip,
    host: request.host,
    secure: isSecure(request),
  };
}

export function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

export function isSecure(request: FastifyRequest): boolean {
  return request.protocol === 'https';
}

/** Whether cookies need `Secure`: the request came over https, or people reach us at an https address. */
export function wantsSecureCookies(app: App, request: FastifyRequest): boolean {
  return isSecure(request) || (app.settings.baseUrl?.startsWith('https:') ?? false);
}
