import type { Failure } from '#shared/api/envelope.ts';
import { AppError, appError } from '#shared/errors.ts';
import type { Reply } from './types.ts';

/** The one place where errors become answers. */
export function failureReply(error: unknown, requestId: string): Reply & { status: number; unexpected: boolean } {
  const known = toAppError(error);
  const { errors, data, retryAfter, allow } = known.details;
  const body: Failure = { success: false, message: known.message };
  if (errors && Object.keys(errors).length > 0) body.errors = errors;
  if (data !== undefined) body.data = data;
  if (known.status === 429 && retryAfter) body.retry_after = retryAfter;
  if (known.status >= 500) body.request_id = requestId;
  const headers: Record<string, string> = {};
  if (retryAfter) headers['retry-after'] = String(retryAfter);
  if (allow) headers.allow = allow.join(', ');
  return { status: known.status, text: failureText(body), headers, unexpected: known.code === 'internal' };
}

/** Failures of the HTTP layer itself, by Fastify's code. */
const TRANSPORT_ERRORS: Record<string, () => AppError> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => appError('too_large'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => appError('unsupported_media_type'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
    appError('validation', { message: 'The body is not as long as Content-Length says' }),
  FST_ERR_BAD_URL: () => appError('not_found'),
  FST_ERR_MAX_PARAM_LENGTH: () => appError('not_found'),
  FST_ERR_ROUTE_MISSING_CONTENT_TYPE: () => appError('unsupported_media_type'),
};

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return TRANSPORT_ERRORS[code]?.() ?? appError('internal', { cause: error });
}

/** JSON with a blank after each colon and comma, the way the documentation prints failures. */
function failureText(body: Failure): string {
  return JSON.stringify(body, null, 1)
    .replaceAll(/([{[])\n\s*/g, '$1')
    .replaceAll(/\n\s*([}\]])/g, '$1')
    .replaceAll(/\n\s*/g, ' ');
}
