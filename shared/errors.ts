import type { FieldErrors } from '#shared/fields/input.ts';

/** Every failure that a client can be told about: its HTTP status and what it says unless the thrower says more. */
export const errorCodes = {
  invalid_json: [400, 'The request body is not valid JSON'],
  unauthorized: [401, 'Unauthorized'],
  invalid_credentials: [401, 'Email or password is wrong'],
  csrf: [403, 'Invalid CSRF token'],
  forbidden: [403, 'Your role does not allow this'],
  not_found: [404, 'Not found'],
  method_not_allowed: [405, 'Method not allowed'],
  version_conflict: [409, 'The record has changed since you read it'],
  conflict: [409, 'This conflicts with another record'],
  too_large: [413, 'The request body is too large'],
  unsupported_media_type: [415, 'Send the body as application/json'],
  validation: [422, 'Validation failed'],
  too_many_requests: [429, 'Too Many Requests'],
  internal: [500, 'Internal server error'],
  unavailable: [503, 'The service is temporarily unavailable, try again shortly'],
} as const satisfies Record<string, readonly [number, string]>;

export type ErrorCode = keyof typeof errorCodes;

export interface ErrorDetails {
  message?: string;
  /** Field name to what is wrong with it. */
  errors?: FieldErrors;
  /** The current state of the record that a write conflicts with. */
  data?: unknown;
  /** Whole seconds after which trying again makes sense. */
  retryAfter?: number;
  /** Methods that the path does offer. */
  allow?: readonly string[];
  cause?: unknown;
}

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails) {
    super(details.message ?? errorCodes[code][1], { cause: details.cause });
    this.code = code;
    this.status = errorCodes[code][0];
    this.details = details;
  }
}

/** Builds an error that reaches the client as its status and message: `throw appError('not_found')`. */
export function appError(code: ErrorCode, details: ErrorDetails = {}): AppError {
  return new AppError(code, details);
}

/** Refuses an input; `errors` names each wrong field. */
export function invalid(errors: FieldErrors, message?: string): AppError {
  return appError('validation', { errors, message });
}
