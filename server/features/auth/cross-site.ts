import type { App } from '#server/platform/context.ts';
import type { GateRequest } from '#server/platform/http/types.ts';

/**
 * Whether the browser itself says that a page of another site sent this unsafe request. Old browsers say it by `Origin` or
 * `Referer` only; a request with none of the three is no browser's, and its CSRF token decides alone.
 */
export function isCrossSite(app: App, request: Pick<GateRequest, 'header' | 'host'>): boolean {
  const fetchSite = request.header('sec-fetch-site');
  if (fetchSite !== undefined) return fetchSite !== 'same-origin' && fetchSite !== 'none';
  const source = request.header('origin') ?? request.header('referer');
  return source !== undefined && !isOurs(app, source, request.host);
}

function isOurs(app: App, source: string, host: string): boolean {
  const url = URL.parse(source);
  if (!url || !/^https?:$/.test(url.protocol)) return false;
  if (url.origin === app.settings.baseUrl) return true;
  // Read with the source's scheme, so that ":443" after https or ":80" after http makes no difference.
  return url.host === URL.parse(`${url.protocol}//${host}`)?.host;
}
