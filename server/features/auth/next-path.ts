/** Any host that cannot exist: what leads elsewhere than to it leads away from us. */
const BASE = 'http://internal.invalid';

/** Where to go after signing in: the given path when it is one of our pages, else the start page. */
export function safeNextPath(next: unknown): string {
  if (typeof next !== 'string' || next.length > 2000 || !next.startsWith('/')) return '/';
  const url = URL.parse(next, BASE);
  if (!url || url.origin !== BASE) return '/';
  const path = url.pathname + url.search + url.hash;
  // "/.//evil.example" becomes "//evil.example" once dots are resolved, which browsers take for a host.
  if (/^\/[/\\]/.test(path)) return '/';
  return /^\/(api|login|logout|signup|join)(\/|\?|#|$)/.test(path) ? '/' : path;
}
