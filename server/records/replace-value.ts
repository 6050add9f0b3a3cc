import { sql } from '#server/platform/db/sql.ts';
import type { Work } from './change-set.ts';
import { columnSql } from './column-sql.ts';
import type { CompiledObject } from './compile-object.ts';
import type { AnyRecord } from './record.ts';
import { lockRecords, MANY, updateMany } from './update-many.ts';

type Values = Readonly<Record<string, unknown>>;

/** How many live records have one of these values in a field. */
export async function countUses(
  work: Work,
  object: CompiledObject,
  { key, values }: { key: string; values: readonly unknown[] },
): Promise<number> {
  const column = columnSql(key, object.fields[key]);
  const [row] = await work.tx.query<{ count: number }>(sql`
    select count(*) as count from ${object.table}
    where tenant_id = ${work.ctx.tenantId} and deleted_at is null and ${column} = any(${values})`);
  return row?.count ?? 0;
}

export interface Replacement {
  /** What the records have now. */
  from: Values;
  /** What they get instead; a function where it depends on the record. */
  to: Values | ((record: AnyRecord) => Values);
}

/** Gives the live records that have certain values others: changes like any other, which an undo takes back. */
export async function replaceValues(work: Work, object: CompiledObject, { from, to }: Replacement): Promise<void> {
  const conditions = Object.entries(from).map(([key, value]) => {
    const column = columnSql(key, object.fields[key]);
    return value === null ? sql`${column} is null` : sql`${column} = ${value}`;
  });
  const matches = conditions.reduce((all, one) => sql`${all} and ${one}`, sql`deleted_at is null`);
  let last = 0;
  for (;;) {
    const rows = await work.tx.query<{ id: number }>(sql`
      select id from ${object.table}
      where tenant_id = ${work.ctx.tenantId} and id > ${last} and ${matches} order by id limit ${MANY}`);
    if (rows.length === 0) return;
    last = rows.at(-1)?.id ?? 0;
    const ids = rows.map((row) => row.id);
    const before = await lockRecords(work, object, { ids, trashed: false, action: 'update' });
    // Of those that a rival has changed meanwhile only what still has the values.
    const still = [...before.values()].filter((record) => Object.keys(from).every((key) => record[key] === from[key]));
    const values = (record: AnyRecord) => (typeof to === 'function' ? to(record) : to);
    await updateMany(work, object, {
      before,
      rows: still.map((record) => ({ id: record.id, values: values(record) })),
    });
  }
}
