import type { App } from '#server/platform/context.ts';
import type { Gate } from '#server/platform/http/types.ts';
import { isCrossSite } from './cross-site.ts';
import { isCsrfToken, issueCsrfToken } from './csrf.ts';
import { identify } from './sessions.ts';

/** What the transport asks about a request before anything is done for it. */
export function createGate(app: App): Gate {
  return {
    identify: (request) => identify(app, request),
    issueCsrfToken: (identity) => issueCsrfToken(app, identity.sessionHash),
    isCsrfToken: (identity, token) => isCsrfToken(app, identity.sessionHash, token),
    isCrossSite: (request) => isCrossSite(app, request),
  };
}
