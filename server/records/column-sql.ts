import { name, raw, type Sql, sql } from '#server/platform/db/sql.ts';
import type { Field } from '#shared/fields/field.ts';
import { columnTypes } from './columns.ts';

/** Where a field's value stands, for conditions and orders: its column, the slot that a custom field has, or the place in `custom`. */
export function columnSql(key: string, field: Field | undefined, table?: Sql): Sql {
  if (field?.custom && field.slot) return qualified(name(field.slot), table);
  return valueSql(key, field, table);
}

/** A field's value under its own name, for the columns of an answer. */
export function selectedSql(key: string, field: Field, table?: Sql): Sql {
  if (!field.custom) return qualified(name(key), table);
  return sql`${valueSql(key, field, table)} as ${name(key)}`;
}

/** Keys of custom fields are checked when the field is made: letters, digits and underscores only. */
function valueSql(key: string, field: Field | undefined, table?: Sql): Sql {
  if (!field?.custom) return qualified(name(key), table);
  const custom = qualified(name('custom'), table);
  return sql`(${custom}->>${raw(`'${key}'`)})${customCasts[field.kind] ?? raw('')}`;
}

/** Dates and times stay text, whose order is theirs: a cast to them depends on settings and cannot be indexed. */
const customCasts: Readonly<Record<string, Sql>> = Object.fromEntries(
  (['money', 'integer', 'relation', 'boolean'] as const).map((kind) => [kind, raw(`::${columnTypes[kind]}`)]),
);

function qualified(column: Sql, table?: Sql): Sql {
  return table ? sql`${table}.${column}` : column;
}
