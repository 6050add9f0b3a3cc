import { raw, sql } from '#server/platform/db/sql.ts';
import { requireAccess } from './access.ts';
import type { Work } from './change-set.ts';
import { columnTypes } from './columns.ts';
import type { CompiledObject } from './compile-object.ts';
import { searchTextOf } from './search-text.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * Creates many records in one statement, from values that were checked before. `created_at` among them sets the time.
 * Returns the ids in the order of the rows.
 */
export async function createMany(work: Work, view: CompiledObject, rows: readonly Values[]): Promise<number[]> {
  requireAccess(work.ctx, view, 'create');
  const object = view.whole;
  const fields = Object.keys(object.fields);
  const columns = raw([...fields, 'search_text', 'created_at'].map((column) => `"${column}"`).join(', '));
  const types = raw(
    [
      ...fields.map((field) => `"${field}" ${columnTypes[object.fields[field]?.kind ?? 'text']}`),
      'search_text text',
      'created_at timestamptz',
    ].join(', '),
  );
  const json = JSON.stringify(rows.map((row) => ({ ...row, search_text: searchTextOf(object, row) })));
  const [, inserted] = await Promise.all([
    work.changeSetId(),
    work.tx.query<{ id: number }>(sql`
      insert into ${object.table} (tenant_id, ${columns}, updated_at)
      select ${work.ctx.tenantId}, ${raw(fields.map((field) => `"${field}"`).join(', '))}, search_text,
        coalesce(created_at, now()), coalesce(created_at, now())
      from jsonb_to_recordset(${json}::jsonb) as r(${types})
      returning id`),
  ]);
  const ids = inserted.map((row) => row.id);
  for (const [at, row] of rows.entries()) {
    const recordId = ids[at];
    if (recordId === undefined) throw new Error(`row ${at} was not written`);
    work.record({ object, recordId, action: 'create', before: null, after: row }, null, row);
  }
  return ids;
}
