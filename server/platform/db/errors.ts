import pg from 'pg';
import { type AppError, appError } from '#shared/errors.ts';

/** A value that must be unique is taken already: the name of the index tells which. */
export class UniqueViolation extends Error {
  readonly constraint: string;
  constructor(constraint: string, cause: unknown) {
    super(`unique violation on ${constraint}`, { cause });
    this.constraint = constraint;
  }
}

/** SQLSTATEs after which the same transaction may well succeed. */
const RETRYABLE = new Set(['40001', '40P01']);

/** SQLSTATE classes that mean the database is away, going, or full, and no fault of the request. */
const AWAY = ['08', '53', '57P', '58', '25006', '55P03'];

const SOCKET_ERRORS = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'EAI_AGAIN',
]);

export function isRetryable(error: unknown): boolean {
  return error instanceof pg.DatabaseError && RETRYABLE.has(error.code ?? '');
}

/** Gives a failure of the driver its meaning for the client; anything else comes back unchanged. */
export function translateError(error: unknown): unknown {
  if (error instanceof pg.DatabaseError) return translateDatabaseError(error) ?? error;
  return isConnectionError(error) ? away(error) : error;
}

function translateDatabaseError(error: pg.DatabaseError): AppError | UniqueViolation | null {
  const code = error.code ?? '';
  if (code === '23505') return new UniqueViolation(error.constraint ?? '', error);
  if (code === '23503')
    return appError('conflict', { message: 'A record that this one refers to is gone', cause: error });
  if (code === '57014')
    return appError('unavailable', { message: 'The query took too long', retryAfter: 5, cause: error });
  if (RETRYABLE.has(code) || AWAY.some((prefix) => code.startsWith(prefix))) return away(error);
  return null;
}

function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && SOCKET_ERRORS.has(String(error.code))) return true;
  return /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout|Cannot use a pool after calling end)/.test(
    error.message,
  );
}

function away(cause: unknown): AppError {
  return appError('unavailable', { retryAfter: 2, cause });
}
