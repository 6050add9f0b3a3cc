import { createHmac, timingSafeEqual } from 'node:crypto';
import type { App } from '#server/platform/context.ts';

/** What this installation signs; the purpose is part of what is signed, so that no signature serves another one. */
type Purpose = 'csrf' | 'device' | 'throttle';

/** HMAC-SHA-256 over the parts, 32 bytes. Each part is preceded by its length: no two lists of parts look alike. */
export function sign(app: App, purpose: Purpose, parts: readonly (string | Buffer)[]): Buffer {
  const hmac = createHmac('sha256', app.secretKey).update(`${purpose}\0`);
  for (const part of parts) hmac.update(`${Buffer.byteLength(part)}\0`).update(part);
  return hmac.digest();
}

/** Compares secrets in a time that tells nothing about where they differ. */
export function isEqual(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
