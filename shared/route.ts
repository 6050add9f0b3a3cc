import type { JsonSchema } from './api/json-schema.ts';
import type { Action } from './permissions.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** Which budget a call is charged to: `visit` for people without a session, `none` for health checks, which need none. */
export type RateClass = 'read' | 'write' | 'search' | 'export' | 'visit' | 'none';

/**
 * The contract of one call, shared by both sides.
 * `public` routes answer visitors; all others want a session. Unsafe methods want a CSRF token unless the route signs people in.
 */
export interface Route {
  method: Method;
  /** Fastify's notation: `/api/v1/leads/:id`. */
  path: string;
  /** What the call does, in a few words: its heading in the description of the API. */
  summary: string;
  /** The object whose records the call is about. */
  object?: string;
  /** What a role must be allowed on that object for the call to be any use to it. */
  needs?: Action;
  /** Under which heading the call is described, where that is not its object. */
  topic?: string;
  /** The whole body of a successful answer; see `shared/api/answers.ts`. */
  answer: JsonSchema;
  /** What the answer comes as, when not JSON. */
  answerType?: string;
  /** Status of a successful answer, when not 200. */
  status?: 201;
  /** Fields that the body takes. */
  body?: JsonSchema;
  /** What the body comes as, when not JSON. `multipart/form-data` is left to the handler to read, and has all the time that it needs. */
  bodyType?: string;
  /** What stands at `:id` and the like in the path, where it is not an id. */
  params?: Readonly<Record<string, JsonSchema>>;
  /** The write is kept with its `Idempotency-Key` and named in `X-Change-Set`. */
  keyed?: boolean;
  /** Takes `If-Match` with the version of the record. */
  versioned?: boolean;
  public?: boolean;
  rate: RateClass | ((query: Readonly<Record<string, unknown>>) => RateClass);
  /** Answers as long as the client listens: it does not count among the requests under way. */
  lasting?: boolean;
  /** Answers without CSRF token, because there is no session to take it from yet. */
  withoutCsrf?: boolean;
  /** Most bytes of a body, when not the usual 1 MiB. */
  bodyLimit?: number;
  /** Bodies may also come as `application/x-www-form-urlencoded`. */
  form?: boolean;
  /** Query parameters that are read: each is described in `shared/api/parameters.ts`, or filters by the field of its name. */
  query?: readonly string[];
  /** Fields that tenants added are parameters too. */
  customFields?: boolean;
  /** Other query parameters are ignored, as the `.php` mount is documented to; elsewhere they are refused. */
  lenientQuery?: boolean;
}

export function defineRoute<const R extends Route>(route: R): R {
  return route;
}
