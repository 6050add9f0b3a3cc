import { name, raw, type Sql, sql } from '#server/platform/db/sql.ts';
import { fieldKinds } from '#shared/fields/kinds.ts';
import { columnTypes, slotTypeOf } from './columns.ts';
import type { CompiledObject } from './compile-object.ts';

type Values = Readonly<Record<string, unknown>>;

/** A column that values are written to, with its type. */
export interface StoredColumn {
  name: string;
  type: string;
}

/** The columns that fields of an object are written to: their own, or for added fields `custom` and the slots they have. */
export function storedColumns(object: CompiledObject, fields: readonly string[]): StoredColumn[] {
  const columns: StoredColumn[] = [];
  let hasCustom = false;
  for (const key of fields) {
    const field = object.fields[key];
    if (!field) throw new Error(`${object.name} has no field ${key}`);
    if (!field.custom) columns.push({ name: key, type: columnTypes[field.kind] });
    else if (field.slot) columns.push({ name: field.slot, type: slotTypeOf(field.kind) });
    hasCustom ||= field.custom === true;
  }
  return hasCustom ? [...columns, { name: 'custom', type: 'jsonb' }] : columns;
}

/** The values of those columns. `custom` holds the fields named here only: null where a value goes. */
export function storedValues(
  object: CompiledObject,
  fields: readonly string[],
  values: Values,
): Record<string, unknown> {
  const stored: Record<string, unknown> = {};
  const custom: Record<string, unknown> = {};
  for (const key of fields) {
    const field = object.fields[key];
    const value = values[key] ?? (field && fieldKinds[field.kind].empty) ?? null;
    if (!field?.custom) stored[key] = value;
    else {
      custom[key] = value;
      if (field.slot) stored[field.slot] = value;
    }
  }
  if (Object.keys(custom).length > 0) stored.custom = custom;
  return stored;
}

/** A value as the driver takes it for a column: of a list it would make an array of PostgreSQL, where JSON is wanted. */
export function parameterOf({ type }: StoredColumn, value: unknown): unknown {
  return type === 'jsonb' && Array.isArray(value) ? JSON.stringify(value) : value;
}

/** The new value of a column in an update: what `custom` gets is merged into what it has, other fields' values stay. */
export function assigned(column: string, value: Sql, table?: Sql): Sql {
  if (column !== 'custom') return value;
  const old = table ? sql`${table}.custom` : raw('custom');
  return sql`jsonb_strip_nulls(${old} || ${value}::jsonb)`;
}

/** `"a" bigint, "b" text`: columns as `jsonb_to_recordset` takes them. */
export function declared(columns: readonly StoredColumn[]): Sql {
  return raw(columns.map((column) => `"${column.name}" ${column.type}`).join(', '));
}

/** The same columns by name only. */
export function named(columns: readonly StoredColumn[]): Sql[] {
  return columns.map((column) => name(column.name));
}
