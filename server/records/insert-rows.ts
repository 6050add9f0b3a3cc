import { join, name, type Sql, sql } from '#server/platform/db/sql.ts';
import type { CompiledObject } from './compile-object.ts';
import { searchTextOf } from './search-text.ts';
import { declared, named, parameterOf, type StoredColumn, storedColumns, storedValues } from './stored.ts';

type Values = Readonly<Record<string, unknown>>;

interface Inserting {
  tenantId: number;
  rows: readonly Values[];
  /** What the statement answers of each row, in their order. */
  returning: Sql;
}

/** The statement that inserts records with all their fields; `created_at` among the values of several sets the time. */
export function insertRows(object: CompiledObject, { tenantId, rows, returning }: Inserting): Sql {
  const fields = Object.keys(object.fields);
  const columns = storedColumns(object, fields);
  const [row] = rows;
  if (row && rows.length === 1 && row.created_at === undefined) {
    const values = insertedValues(object, { tenantId, columns, row });
    const list = join([sql`tenant_id`, ...named(columns), sql`search_text`]);
    return sql`insert into ${object.table} (${list}) values (${join(values)}) returning ${returning}`;
  }
  const json = JSON.stringify(
    rows.map((one) => ({
      ...storedValues(object, fields, one),
      search_text: searchTextOf(object, one),
      created_at: one.created_at,
    })),
  );
  return sql`
    insert into ${object.table} (tenant_id, ${join(named(columns))}, search_text, created_at, updated_at)
    select ${tenantId}, ${join(columns.map(insertedSql))}, search_text, coalesce(created_at, now()), coalesce(created_at, now())
    from jsonb_to_recordset(${json}::jsonb) as r(${declared(columns)}, search_text text, created_at timestamptz)
    returning ${returning}`;
}

/** One row is cheaper as parameters than as JSON. */
function insertedValues(
  object: CompiledObject,
  { tenantId, columns, row }: { tenantId: number; columns: readonly StoredColumn[]; row: Values },
): unknown[] {
  const written = storedValues(object, Object.keys(object.fields), row);
  const values = columns.map((column) =>
    column.name === 'custom'
      ? sql`jsonb_strip_nulls(${written.custom}::jsonb)`
      : parameterOf(column, written[column.name]),
  );
  return [tenantId, ...values, searchTextOf(object, row)];
}

function insertedSql(column: StoredColumn): Sql {
  return column.name === 'custom' ? sql`jsonb_strip_nulls(custom)` : name(column.name);
}
