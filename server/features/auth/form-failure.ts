import type { Input, Reply } from '#server/platform/http/types.ts';
import { AppError } from '#shared/errors.ts';

/**
 * Runs a handler; when the client sent a form and is refused, it goes back to the page it came from, with the reason and with
 * the email typed, so that only the password has to be typed again.
 */
export async function backToForm(page: string, input: Input, handle: () => Promise<Reply>): Promise<Reply> {
  try {
    return await handle();
  } catch (error) {
    if (!input.isForm || !(error instanceof AppError)) throw error;
    const query = new URLSearchParams({ error: error.code });
    const { email, next } = input.body;
    if (typeof email === 'string' && email && email.length <= 254) query.set('email', email);
    if (typeof next === 'string' && next && next.length <= 2000) query.set('next', next);
    if (error.details.retryAfter) query.set('retry_after', String(error.details.retryAfter));
    return { status: 303, headers: { location: `${page}?${query}` } };
  }
}
