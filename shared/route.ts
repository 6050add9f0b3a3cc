export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** Which budget of `security.md` section 5 a call is charged to. */
export type RateClass = 'read' | 'write' | 'search' | 'sign_in';

/**
 * The contract of one call, shared by both sides.
 * `public` routes answer visitors; all others want a session. Unsafe methods want a CSRF token unless the route signs people in.
 */
export interface Route {
  method: Method;
  /** Fastify's notation: `/api/v1/leads/:id`. */
  path: string;
  public?: boolean;
  rate: RateClass;
  /** Most bytes of a body, when not the usual 1 MiB. */
  bodyLimit?: number;
  /** Bodies may also come as `application/x-www-form-urlencoded`. */
  form?: boolean;
  /** Query parameters that are read; `'any'` ignores others, as the `.php` mount is documented to. */
  query?: readonly string[] | 'any';
}

export function defineRoute<const R extends Route>(route: R): R {
  return route;
}
