import { bad, type Field, type FieldOptions, good, type Kind, makeField } from './field.ts';
import { readInteger } from './integer.ts';

type RelationOptions = FieldOptions<'defaultToUser' | 'defaultToUsual'>;

/** The id of a record of another object of the same tenant. */
export function relation(target: string, options: RelationOptions & { required: true }): Field<number, true>;
export function relation(target: string, options?: RelationOptions): Field<number, false>;
export function relation(target: string, options: RelationOptions & { required?: true } = {}): Field {
  return makeField('relation', { ...options, target });
}

/** That the record exists is for the server to check: it alone knows the tenant. */
export const relationKind: Kind<number> = {
  parse(input, field) {
    const id = readInteger(input);
    return id !== null && id > 0 ? good(id) : bad(`${field.label} must be the id of a record, a positive integer`);
  },
  jsonSchema: () => ({ type: 'integer', minimum: 1 }),
};
