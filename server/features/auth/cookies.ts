import type { App } from '#server/platform/context.ts';
import type { Input, SetCookie } from '#server/platform/http/types.ts';

/** The documented name of the session cookie. */
export const SESSION_COOKIE = 'PHPSESSID';

/** Secrets of a session as the browser keeps them. */
export interface SessionSecrets {
  id: string;
  companion: string;
}

/**
 * The second secret of a browser's session. Over https its prefix makes browsers refuse it from anyone but us, so a planted
 * PHPSESSID is worthless; over plain http browsers take no such prefix.
 */
export function companionCookie(secure: boolean): string {
  return secure ? '__Host-arvelo' : 'arvelo_companion';
}

/** Marks a browser in which someone has signed in before; stays when they sign out. */
export function deviceCookie(secure: boolean): string {
  return secure ? '__Host-arvelo_device' : 'arvelo_device';
}

/** Whether cookies are marked `Secure`: the client reached us over https, or a proxy before us serves it that way. */
export function isSecureFor(app: App, request: { secure: boolean }): boolean {
  return request.secure || (app.settings.baseUrl?.startsWith('https:') ?? false);
}

export function sessionCookies(secrets: SessionSecrets, secure: boolean): SetCookie[] {
  return [
    { name: SESSION_COOKIE, value: secrets.id, sameSite: 'lax', secure },
    { name: companionCookie(secure), value: secrets.companion, sameSite: 'strict', secure },
  ];
}

export function clearedSessionCookies(app: App, input: Input): SetCookie[] {
  const secure = isSecureFor(app, input);
  return [
    { name: SESSION_COOKIE, value: null, sameSite: 'lax', secure },
    { name: companionCookie(secure), value: null, sameSite: 'strict', secure },
  ];
}
