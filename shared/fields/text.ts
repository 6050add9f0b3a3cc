import { bad, type Field, type FieldOptions, good, type Kind, makeField, type Parsed } from './field.ts';

type TextOptions = FieldOptions<'max' | 'multiline'>;

/** Text of at most `max` characters (200 unless told otherwise), trimmed. */
export function text(options: TextOptions & { required: true }): Field<string, true>;
export function text(options: TextOptions & { default: string }): Field<string, true>;
export function text(options?: TextOptions): Field<string, false>;
export function text(options: TextOptions & { required?: true; default?: string } = {}): Field {
  return makeField('text', { max: 200, ...options });
}

export const textKind: Kind<string> = {
  parse: (input, field) => parseText(input, field),
  jsonSchema: (field) => ({ type: 'string', maxLength: field.max }),
};

/** The checks that every kind of text shares: it is text, storable, and not too long. */
export function parseText(input: unknown, field: Field): Parsed<string> {
  if (typeof input !== 'string') return bad(`${field.label} must be text`);
  if (input.includes('\0')) return bad(`${field.label} must not contain the NUL character`);
  if (!input.isWellFormed()) return bad(`${field.label} must be valid Unicode text`);
  const value = input.trim();
  if (field.max !== undefined && isLonger(value, field.max)) {
    return bad(`${field.label} must be at most ${field.max.toLocaleString('en')} characters`);
  }
  return good(value);
}

/** Counts code points as PostgreSQL does, but only where the cheaper count of UTF-16 units does not settle it. */
function isLonger(value: string, max: number): boolean {
  return value.length > max && (value.length > 2 * max || [...value].length > max);
}
