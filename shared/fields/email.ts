import { bad, type Field, type FieldOptions, type Kind, makeField } from './field.ts';
import { parseText } from './text.ts';

/** Most characters of an address. */
export const LONGEST_EMAIL = 254;

/** An email address of at most 254 characters, kept as typed. */
export function email(options: FieldOptions & { required: true }): Field<string, true>;
export function email(options?: FieldOptions): Field<string, false>;
export function email(options: FieldOptions & { required?: true } = {}): Field {
  return makeField('email', { max: LONGEST_EMAIL, ...options });
}

/** One @, no spaces or control characters, a domain with a dot: what mail servers accept decides the rest. */
const ADDRESS = /^[^\s@<>()[\]\\,;:"\p{C}]{1,64}@[^\s@<>()[\]\\,;:"\p{C}.]+(\.[^\s@<>()[\]\\,;:"\p{C}.]+)+$/u;

export const emailKind: Kind<string> = {
  parse(input, field) {
    const parsed = parseText(input, field);
    if (!parsed.ok || ADDRESS.test(parsed.value)) return parsed;
    return bad(`${field.label} must be an email address such as name@example.com`);
  },
  jsonSchema: (field) => ({ type: 'string', format: 'email', maxLength: field.max }),
};
