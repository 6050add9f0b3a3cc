import { hash, randomBytes } from 'node:crypto';

/** 32 random bytes in base64url: session ids, their companions, invitation tokens. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Whether a text could be one of our tokens; anything else is not worth a query. */
export function isToken(input: unknown): input is string {
  return typeof input === 'string' && /^[A-Za-z0-9_-]{43}$/.test(input);
}

/** What the database keeps of a token: with 256 random bits a plain SHA-256 cannot be turned back. */
export function hashToken(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}
