import { empty, join, name, type Sql, sql } from '#server/platform/db/sql.ts';
import type { CompiledObject } from './compile-object.ts';
import type { AnyRecord } from './record.ts';
import { isSearched, searchTextOf } from './search-text.ts';
import { assigned, declared, parameterOf, storedColumns, storedValues } from './stored.ts';

/** New values of a record, and what it is before they are written. */
export interface ChangedRow {
  id: number;
  values: Readonly<Record<string, unknown>>;
  record: AnyRecord;
}

interface Updating {
  tenantId: number;
  /** The fields to write, the same of every row. */
  fields: readonly string[];
  rows: readonly ChangedRow[];
  /** What the statement answers of each row, in no order; null: nothing. */
  returning: Sql | null;
}

/** The statement that writes the same fields of records, with a value each; they get a new version. */
export function updateRows(object: CompiledObject, { tenantId, fields, rows, returning }: Updating): Sql {
  const searched = isSearched(object, fields);
  const columns = storedColumns(object, fields);
  if (searched) columns.push({ name: 'search_text', type: 'text' });
  const storedOf = ({ values, record }: ChangedRow): Record<string, unknown> => ({
    ...storedValues(object, fields, values),
    ...(searched && { search_text: searchTextOf(object, { ...record, ...values }) }),
  });
  const stamps = sql`version = ${object.table}.version + 1, updated_at = now()`;
  const answer = returning ? sql`returning ${returning}` : empty;
  const [row] = rows;
  if (row && rows.length === 1) {
    // One row is cheaper as parameters than as JSON.
    const stored = storedOf(row);
    const assignments = columns.map(
      (column) =>
        sql`${name(column.name)} = ${assigned(column.name, sql`${parameterOf(column, stored[column.name])}`)}`,
    );
    return sql`
      update ${object.table} set ${join(assignments)}, ${stamps} where tenant_id = ${tenantId} and id = ${row.id} ${answer}`;
  }
  // Names of their own, so that those of the answer mean the table's columns.
  const given = columns.map((column) => ({ ...column, name: newName(column.name) }));
  const json = JSON.stringify(
    rows.map((one) => ({
      '#id': one.id,
      ...Object.fromEntries(Object.entries(storedOf(one)).map(([key, value]) => [newName(key), value])),
    })),
  );
  const assignments = columns.map(
    (column) =>
      sql`${name(column.name)} = ${assigned(column.name, sql`r.${name(newName(column.name))}`, object.table)}`,
  );
  return sql`
    update ${object.table} set ${join(assignments)}, ${stamps}
    from jsonb_to_recordset(${json}::jsonb) as r("#id" bigint, ${declared(given)})
    where tenant_id = ${tenantId} and id = r."#id" ${answer}`;
}

function newName(column: string): string {
  return `#${column}`;
}
