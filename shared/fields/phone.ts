import { type Field, type FieldOptions, type Kind, makeField } from './field.ts';
import { parseText } from './text.ts';

/** A phone number of at most 50 characters, kept as typed. */
export function phone(options: FieldOptions = {}): Field<string, false> {
  return makeField('phone', { max: 50, ...options });
}

export const phoneKind: Kind<string> = {
  parse: (input, field) => parseText(input, field),
  jsonSchema: (field) => ({ type: 'string', maxLength: field.max }),
};
