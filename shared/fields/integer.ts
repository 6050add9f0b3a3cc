import { bad, type Field, type FieldOptions, good, type Kind, makeField } from './field.ts';

/** A whole number that JavaScript holds exactly. */
export function integer(options: FieldOptions & { required: true }): Field<number, true>;
export function integer(options?: FieldOptions): Field<number, false>;
export function integer(options: FieldOptions & { required?: true } = {}): Field {
  return makeField('integer', options);
}

export const integerKind: Kind<number> = {
  parse(input, field) {
    const value = readInteger(input);
    return value === null ? bad(`${field.label} must be a whole number`) : good(value);
  },
  jsonSchema: () => ({ type: 'integer' }),
};

/** A whole number given as a number or, as forms and query strings do, as its decimal digits; null when it is neither. */
export function readInteger(input: unknown): number | null {
  if (typeof input === 'number') return Number.isSafeInteger(input) ? input : null;
  if (typeof input !== 'string' || !/^-?\d{1,16}$/.test(input.trim())) return null;
  const value = Number(input);
  return Number.isSafeInteger(value) ? value : null;
}
