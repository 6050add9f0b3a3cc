import { appError, invalid } from '#shared/errors.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Parses a JSON body; it must be UTF-8 and valid JSON, whatever it holds. */
export function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    throw appError('invalid_json');
  }
}

/** Parses a form body; of a field given twice the last value counts, as in PHP. */
export function parseForm(bytes: Buffer): Record<string, unknown> {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    throw appError('validation', { message: 'The form must be encoded in UTF-8' });
  }
  return Object.fromEntries(new URLSearchParams(text));
}

export interface Body {
  fields: Record<string, unknown>;
  csrfToken: unknown;
}

/** The fields of a parsed body, and apart from them the token that proves where it comes from. */
export function readBody(parsed: unknown): Body {
  if (parsed === undefined || parsed === null) return { fields: {}, csrfToken: undefined };
  if (typeof parsed !== 'object' || Array.isArray(parsed)) throw invalid({}, 'The body must be a JSON object');
  const { csrf_token: csrfToken, ...fields } = parsed as Record<string, unknown>;
  return { fields, csrfToken };
}
