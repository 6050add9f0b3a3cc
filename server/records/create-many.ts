import { join, name, type Sql, sql } from '#server/platform/db/sql.ts';
import { requireAccess } from './access.ts';
import type { Work } from './change-set.ts';
import type { CompiledObject } from './compile-object.ts';
import { searchTextOf } from './search-text.ts';
import { declared, named, type StoredColumn, storedColumns, storedValues } from './stored.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * Creates many records in one statement, from values that were checked before. What a row does not name gets its default or
 * follows from the others. `created_at` among them sets the time. Returns the ids in the order of the rows.
 */
export async function createMany(work: Work, view: CompiledObject, given: readonly Values[]): Promise<number[]> {
  requireAccess(work.ctx, view, 'create');
  const object = view.whole;
  const fields = Object.keys(object.fields);
  const rows = given.map((row) => completed(work, object, row));
  const columns = storedColumns(object, fields);
  const json = JSON.stringify(
    rows.map((row) => ({
      ...storedValues(object, fields, row),
      search_text: searchTextOf(object, row),
      created_at: row.created_at,
    })),
  );
  const [, inserted] = await Promise.all([
    work.changeSetId(),
    work.tx.query<{ id: number }>(sql`
      insert into ${object.table} (tenant_id, ${join(named(columns))}, search_text, created_at, updated_at)
      select ${work.ctx.tenantId}, ${join(columns.map(insertedSql))}, search_text, coalesce(created_at, now()), coalesce(created_at, now())
      from jsonb_to_recordset(${json}::jsonb) as r(${declared(columns)}, search_text text, created_at timestamptz)
      returning id`),
  ]);
  const ids = inserted.map((row) => row.id);
  for (const [at, row] of rows.entries()) {
    const recordId = ids[at];
    if (recordId === undefined) throw new Error(`row ${at} was not written`);
    await work.record({ object, recordId, action: 'create', before: null, after: row }, null, row);
  }
  return ids;
}

function completed({ ctx }: Work, object: CompiledObject, row: Values): Values {
  const defaults = Object.entries(object.fields).flatMap(([key, { default: usual }]) =>
    usual === undefined ? [] : [[key, usual]],
  );
  const filled = { ...Object.fromEntries(defaults), ...row };
  return { ...ctx.app.hooks[object.name]?.derive?.(object, filled, null), ...filled };
}

function insertedSql(column: StoredColumn): Sql {
  return column.name === 'custom' ? sql`jsonb_strip_nulls(custom)` : name(column.name);
}
