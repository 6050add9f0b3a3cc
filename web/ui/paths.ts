/** Pages for people who are not signed in. */
export const visitorPaths = ['/login', '/signup', '/join'] as const;

export function isVisitorPath(path: string): boolean {
  return visitorPaths.some((one) => path === one || path === `${one}/`);
}

/** Where to go after signing in: a path of this application only, whatever a link asked for. */
export function safeNext(next: string | null, origin: string): string {
  if (!next?.startsWith('/')) return '/';
  const url = URL.canParse(next, origin) ? new URL(next, origin) : null;
  if (!url || url.origin !== origin || isVisitorPath(url.pathname)) return '/';
  return url.pathname + url.search + url.hash;
}

/** The sign-in page, leading back to a path of this application. */
export function loginPath(next: string): string {
  return next === '/' ? '/login' : `/login?next=${encodeURIComponent(next)}`;
}
