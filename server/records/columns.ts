import type { Field, FieldKind } from '#shared/fields/field.ts';

/** The PostgreSQL type of each kind's column. */
export const columnTypes: Readonly<Record<FieldKind, string>> = {
  text: 'text',
  email: 'text',
  phone: 'text',
  option: 'text',
  relation: 'bigint',
  money: 'numeric(15,2)',
  decimal: 'numeric(20,10)',
  date: 'date',
  datetime: 'timestamp with time zone',
  integer: 'bigint',
  boolean: 'boolean',
  json: 'jsonb',
  tags: 'bigint[]',
  entries: 'jsonb',
};

/** Kinds whose added fields can have a slot that an index stands on, with the slot's type. */
const slotTypes: Partial<Record<FieldKind, 'text' | 'numeric'>> = {
  text: 'text',
  email: 'text',
  phone: 'text',
  option: 'text',
  date: 'text',
  datetime: 'text',
  money: 'numeric',
  integer: 'numeric',
  relation: 'numeric',
};

/** The type of the slots that can hold an added field's values: `text`, whose order is that of code points, or `numeric`. */
export function slotTypeOf(kind: FieldKind): 'text' | 'numeric' {
  return slotTypes[kind] ?? 'text';
}

/** The type that a field's values are compared as. Days and moments that a tenant added are text in the order of time. */
export function comparedType(field: Field | undefined): string {
  if (!field?.custom) return columnTypes[field?.kind ?? 'text'];
  return field.kind === 'boolean' ? 'boolean' : slotTypeOf(field.kind);
}
