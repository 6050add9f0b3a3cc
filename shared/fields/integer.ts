import { bad, type Field, type FieldOptions, good, type Kind, makeField } from './field.ts';

/** A whole number that JavaScript holds exactly. */
export function integer(options: FieldOptions<'min' | 'max'> & { required: true }): Field<number, true>;
export function integer(options: FieldOptions<'min' | 'max'> & { default: number }): Field<number, true>;
export function integer(options?: FieldOptions<'min' | 'max'>): Field<number, false>;
export function integer(options: FieldOptions<'min' | 'max'> & { required?: true; default?: number } = {}): Field {
  return makeField('integer', options);
}

export const integerKind: Kind<number> = {
  parse(input, field) {
    const value = readInteger(input);
    if (value === null) return bad(`${field.label} must be a whole number`);
    const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = field;
    return value < min || value > max ? bad(`${field.label} must be from ${min} to ${max}`) : good(value);
  },
  jsonSchema: ({ min, max }) => ({
    type: 'integer',
    ...(min !== undefined && { minimum: min }),
    ...(max !== undefined && { maximum: max }),
  }),
};

/** A whole number given as a number or, as forms and query strings do, as its decimal digits; null when it is neither. */
export function readInteger(input: unknown): number | null {
  if (typeof input === 'number') return Number.isSafeInteger(input) ? input : null;
  if (typeof input !== 'string' || !/^-?\d{1,16}$/.test(input.trim())) return null;
  const value = Number(input);
  return Number.isSafeInteger(value) ? value : null;
}
