import { randomBytes } from 'node:crypto';
import type { App } from '#server/platform/context.ts';
import type { Input, SetCookie } from '#server/platform/http/types.ts';
import { deviceCookie, isSecureFor } from './cookies.ts';
import { isEqual, sign } from './signature.ts';

/** As long as browsers keep a cookie at most: 400 days. */
const KEPT_SECONDS = 400 * 86_400;

const COOKIE = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;

/**
 * The name of the device that a request comes from, if this person has signed in on it before; else null. Someone who guesses
 * passwords from elsewhere can then never keep the owner out: their failures count apart. (OWASP calls these device cookies.)
 */
export function knownDevice(app: App, input: Input, emailKey: string): string | null {
  const [, device, signature] = COOKIE.exec(input.cookie(deviceCookie(isSecureFor(app, input))) ?? '') ?? [];
  if (!device || !signature) return null;
  return isEqual(Buffer.from(signature, 'base64url'), sign(app, 'device', [emailKey, device])) ? device : null;
}

/** Remembers that this person has signed in on this device. */
export function rememberDevice(app: App, input: Input, emailKey: string): SetCookie {
  const device = knownDevice(app, input, emailKey) ?? randomBytes(16).toString('base64url');
  const secure = isSecureFor(app, input);
  const value = `${device}.${sign(app, 'device', [emailKey, device]).toString('base64url')}`;
  return { name: deviceCookie(secure), value, sameSite: 'strict', secure, maxAge: KEPT_SECONDS };
}
