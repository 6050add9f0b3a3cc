import { type Field, type FieldOptions, type Kind, makeField } from './field.ts';
import { parseText } from './text.ts';

/** Most characters of a number. */
export const LONGEST_PHONE = 50;

/** A phone number of at most 50 characters, kept as typed. */
export function phone(options: FieldOptions = {}): Field<string, false> {
  return makeField('phone', { max: LONGEST_PHONE, ...options });
}

export const phoneKind: Kind<string> = {
  parse: (input, field) => parseText(input, field),
  jsonSchema: (field) => ({ type: 'string', maxLength: field.max }),
};
