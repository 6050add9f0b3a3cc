import { bad, type Field, type FieldOptions, good, type Kind, makeField } from './field.ts';

/** Most digits before the point that numeric(15,2) holds. */
const WHOLE_DIGITS = 13;

/** An amount of at least 0 with at most two decimals; a number, or the same as text. */
export function money(options: FieldOptions<'currencyBy' | 'summedAs' | 'derivedFrom'> = {}): Field<number, false> {
  return makeField('money', options);
}

export const moneyKind: Kind<number> = {
  parse(input, field) {
    const digits = typeof input === 'number' ? String(input) : typeof input === 'string' ? input.trim() : '';
    const match = /^(-?)0*(\d+)(?:\.(\d+))?$/.exec(digits);
    if (!match) return bad(`${field.label} must be a number such as 1250 or 1250.50`);
    if (match[1] && Number(digits) !== 0) return bad(`${field.label} must be 0 or more`);
    if ((match[3]?.replace(/0+$/, '').length ?? 0) > 2) return bad(`${field.label} must have at most two decimals`);
    if ((match[2] ?? '').length > WHOLE_DIGITS) return bad(`${field.label} must be below 10,000,000,000,000`);
    return good(Math.abs(Number(digits)));
  },
  jsonSchema: () => ({ type: 'number', minimum: 0, exclusiveMaximum: 10 ** WHOLE_DIGITS }),
};
