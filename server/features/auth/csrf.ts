import { randomBytes } from 'node:crypto';
import type { App } from '#server/platform/context.ts';
import { isEqual, sign } from './signature.ts';

const RANDOM_BYTES = 32;
const TOKEN = /^[A-Za-z0-9_-]{86}$/;

/** A token that proves a request to come from a page of this session; other bytes each time, so compression reveals nothing. */
export function issueCsrfToken(app: App, sessionHash: Buffer): string {
  const random = randomBytes(RANDOM_BYTES);
  return Buffer.concat([random, sign(app, 'csrf', [sessionHash, random])]).toString('base64url');
}

export function isCsrfToken(app: App, sessionHash: Buffer, token: unknown): boolean {
  if (typeof token !== 'string' || !TOKEN.test(token)) return false;
  const bytes = Buffer.from(token, 'base64url');
  const random = bytes.subarray(0, RANDOM_BYTES);
  return isEqual(bytes.subarray(RANDOM_BYTES), sign(app, 'csrf', [sessionHash, random]));
}
