export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** Which budget a call is charged to: `visit` for people without a session, `none` for health checks, which need none. */
export type RateClass = 'read' | 'write' | 'search' | 'visit' | 'none';

/**
 * The contract of one call, shared by both sides.
 * `public` routes answer visitors; all others want a session. Unsafe methods want a CSRF token unless the route signs people in.
 */
export interface Route {
  method: Method;
  /** Fastify's notation: `/api/v1/leads/:id`. */
  path: string;
  public?: boolean;
  rate: RateClass | ((query: Readonly<Record<string, unknown>>) => RateClass);
  /** Answers without CSRF token, because there is no session to take it from yet. */
  withoutCsrf?: boolean;
  /** Most bytes of a body, when not the usual 1 MiB. */
  bodyLimit?: number;
  /** Bodies may also come as `application/x-www-form-urlencoded`. */
  form?: boolean;
  /** Query parameters that are read. */
  query?: readonly string[];
  /** Fields that tenants added are parameters too. */
  customFields?: boolean;
  /** Other query parameters are ignored, as the `.php` mount is documented to; elsewhere they are refused. */
  lenientQuery?: boolean;
}

export function defineRoute<const R extends Route>(route: R): R {
  return route;
}
