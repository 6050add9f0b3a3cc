import { bad, type Field, type FieldOptions, good, type Kind, makeField } from './field.ts';

/** Most digits before and after the point that numeric(20,10) holds. */
const WHOLE_DIGITS = 10;
const DECIMALS = 10;

/** A positive number with up to ten decimals, such as a rate; a number, or the same as text. */
export function decimal(options: FieldOptions & { required: true }): Field<number, true> {
  return makeField('decimal', options);
}

export const decimalKind: Kind<number> = {
  parse(input, field) {
    const digits = typeof input === 'number' ? plain(input) : typeof input === 'string' ? input.trim() : '';
    const match = /^0*(\d+)(?:\.(\d+))?$/.exec(digits);
    if (!match || Number(digits) === 0) return bad(`${field.label} must be a positive number such as 1.0842`);
    if ((match[2]?.replace(/0+$/, '').length ?? 0) > DECIMALS) {
      return bad(`${field.label} must have at most ten decimals`);
    }
    if ((match[1] ?? '').length > WHOLE_DIGITS) return bad(`${field.label} must be below 10,000,000,000`);
    return good(Number(digits));
  },
  jsonSchema: () => ({ type: 'number', exclusiveMinimum: 0 }),
};

/** Small numbers are written with an exponent by themselves. */
function plain(value: number): string {
  const written = String(value);
  return written.includes('e-') ? value.toFixed(20) : written;
}
