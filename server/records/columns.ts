import type { FieldKind } from '#shared/fields/field.ts';

/** The PostgreSQL type of each kind's column. */
export const columnTypes: Readonly<Record<FieldKind, string>> = {
  text: 'text',
  email: 'text',
  phone: 'text',
  option: 'text',
  relation: 'bigint',
  money: 'numeric(15,2)',
  date: 'date',
  datetime: 'timestamp with time zone',
  integer: 'bigint',
  boolean: 'boolean',
  json: 'jsonb',
};
