import { t } from '#web/language/translate.ts';
import { ApiError } from './client.ts';

/**
 * What to say about a failure: every error that no field shows (`isShown`), else the message. Empty only when fields say it
 * all, so that nothing the server has said is lost.
 */
export function failureText(error: unknown, isShown: (field: string) => boolean = () => false): string {
  if (!(error instanceof Error)) return t('Something went wrong. Try again.');
  const errors = error instanceof ApiError ? Object.entries(error.errors) : [];
  if (errors.length === 0) return error.message;
  return joinErrors(errors.filter(([field]) => !isShown(field)).map(([, text]) => text));
}

/** Errors of fields as one text. */
export function joinErrors(texts: readonly string[]): string {
  return texts.join('. ');
}
