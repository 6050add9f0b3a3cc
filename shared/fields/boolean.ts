import { bad, type Field, type FieldOptions, good, type Kind, makeField } from './field.ts';

/** Yes or no; never null. */
export function boolean(options: FieldOptions & { default: boolean }): Field<boolean, true> {
  return makeField('boolean', options);
}

const WORDS = new Map<unknown, boolean>([
  [true, true],
  [false, false],
  ['true', true],
  ['false', false],
  ['1', true],
  ['0', false],
]);

export const booleanKind: Kind<boolean> = {
  parse(input, field) {
    const value = WORDS.get(input);
    return value === undefined ? bad(`${field.label} must be true or false`) : good(value);
  },
  jsonSchema: () => ({ type: 'boolean' }),
};
