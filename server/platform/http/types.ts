import type { App, Ctx } from '#server/platform/context.ts';
import type { Route } from '#shared/route.ts';
import type { UploadedFile, UploadLimits } from './upload.ts';

/** A request after the transport's part: strings decoded, body parsed, nothing validated yet. */
export interface Input {
  method: string;
  /** The path as it was asked for, without the query. */
  path: string;
  params: Readonly<Record<string, string>>;
  /** Query parameters that the route reads; a parameter given twice was refused before. */
  query: Readonly<Record<string, string>>;
  /** The body's fields without `csrf_token`; empty when there is no body. */
  body: Readonly<Record<string, unknown>>;
  /** Whether the body came as a form: such a client wants to be redirected. */
  isForm: boolean;
  header(name: string): string | undefined;
  cookie(name: string): string | undefined;
  /** Address of the client, behind trusted proxies. */
  ip: string;
  /** The client reached us over https. */
  secure: boolean;
  requestId: string;
  /** Puts the file of a `multipart/form-data` body down in a folder. */
  receiveFile(limits: UploadLimits): Promise<UploadedFile>;
}

/** What a handler answers. `body` goes out as JSON, `text` as it is, `stream` piece by piece as fast as the client takes it. */
export interface Reply {
  status?: number;
  body?: unknown;
  text?: string;
  stream?: AsyncIterable<string | Uint8Array>;
  headers?: Record<string, string>;
  cookies?: readonly SetCookie[];
}

export interface SetCookie {
  name: string;
  /** null: the browser forgets it. */
  value: string | null;
  sameSite: 'lax' | 'strict';
  /** Seconds that the browser keeps it; left out: until it is closed. */
  maxAge?: number;
  secure: boolean;
}

/** A route that only signed-in people reach. */
export interface SignedInRoute {
  route: Route & { public?: false };
  handler: (ctx: Ctx, input: Input) => Promise<Reply>;
}

/** A route for visitors; `session` is there when the visitor is signed in all the same. */
export interface PublicRoute {
  route: Route & { public: true };
  handler: (app: App, input: Input, session: Identity | null) => Promise<Reply>;
}

export type HttpRoute = SignedInRoute | PublicRoute;

/** Who a valid session belongs to. */
export interface Identity {
  tenantId: number;
  user: Ctx['user'] & { readonly id: number };
  definitionVersion: number;
  /** SHA-256 of the session id; what CSRF tokens are bound to. */
  sessionHash: Buffer;
  /** API clients send PHPSESSID alone, browsers its companion too. */
  via: 'web' | 'api';
}

/** Sign-in seen from the transport; `features/auth` implements it. */
export interface Gate {
  /** The session that the request's cookies name, or null. */
  identify(request: GateRequest): Promise<Identity | null>;
  /** A fresh CSRF token for a session. */
  issueCsrfToken(identity: Identity): string;
  isCsrfToken(identity: Identity, token: unknown): boolean;
  /** For unsafe requests: whether the browser's own headers say that another site caused it. */
  isCrossSite(request: GateRequest): boolean;
}

export interface GateRequest {
  cookie(name: string): string | undefined;
  header(name: string): string | undefined;
  ip: string;
  host: string;
  secure: boolean;
}

/** Traffic budgets; `rate-limit.ts` implements it. */
export interface RateLimiter {
  /** Takes one request from the budgets of whoever sent it. */
  take(who: { identity: Identity | null; ip: string }, rate: string): RateDecision;
}

export interface RateDecision {
  allowed: boolean;
  /** Whole seconds until a request would be let through; 0 when allowed. */
  retryAfter: number;
  /** `RateLimit-Policy` and `RateLimit`. */
  headers: Readonly<Record<string, string>>;
}
