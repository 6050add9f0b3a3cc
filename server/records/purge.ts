import { join, name, sql } from '#server/platform/db/sql.ts';
import { appError } from '#shared/errors.ts';
import { requireAccess } from './access.ts';
import type { Work } from './change-set.ts';
import { columnSql } from './column-sql.ts';
import type { CompiledObject } from './compile-object.ts';
import type { AnyRecord } from './record.ts';
import { assigned, parameterOf, storedColumns, storedValues } from './stored.ts';
import { trashMany } from './trash-many.ts';
import { lockRecords, updateMany } from './update-many.ts';

/** Deletes a record of the trash for good; one that is not in the trash is not found. */
export async function purgeRecord(work: Work, object: CompiledObject, id: number): Promise<void> {
  requireAccess(work.ctx, object, 'delete');
  const found = await lockRecords(work, object, { ids: [id], trashed: true, action: 'delete' });
  if (found.size === 0) throw appError('not_found');
  await purgeMany(work, object.whole, [id]);
}

/**
 * Deletes records of the trash that the caller has locked. What refers to them loses the reference, as a change like any other;
 * what is nothing without them (a required reference, or the only one of a group that needs one) goes with them. The history
 * keeps that there was something, not what.
 */
export async function purgeMany(work: Work, object: CompiledObject, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await work.ctx.app.hooks[object.name]?.beforePurge?.(work, ids);
  for (const other of object.objects.values()) {
    for (const [field, { kind, target }] of Object.entries(other.whole.fields)) {
      if (kind === 'relation' && target === object.name) await dropReferences(work, other.whole, { field, ids });
    }
  }
  const { tenantId } = work.ctx;
  await work.tx.query(sql`
    update changes set before = null, after = null
    where tenant_id = ${tenantId} and object = ${object.name} and record_id = any(${ids}::bigint[])`);
  await work.tx.query(sql`
    delete from shares where tenant_id = ${tenantId} and object = ${object.name} and record_id = any(${ids}::bigint[])`);
  await work.tx.query(sql`
    delete from ${object.table} where tenant_id = ${tenantId} and id = any(${ids}::bigint[]) and deleted_at is not null`);
}

async function dropReferences(
  work: Work,
  object: CompiledObject,
  { field, ids }: { field: string; ids: readonly number[] },
): Promise<void> {
  const rows = await work.tx.query<AnyRecord & { '#trashed': boolean }>(sql`
    select ${object.rowColumns}, deleted_at is not null as "#trashed" from ${object.table}
    where tenant_id = ${work.ctx.tenantId} and ${columnSql(field, object.fields[field])} = any(${ids}::bigint[]) order by id for update`);
  const lost = rows.filter((row) => cannotDoWithout(object, field, row));
  const kept = rows.filter((row) => !lost.includes(row));
  const live = kept.filter((row) => !row['#trashed']);
  await updateMany(work, object, {
    before: new Map(live.map((row) => [row.id, row])),
    rows: live.map((row) => ({ id: row.id, values: { [field]: null } })),
  });
  const trashed = kept.filter((row) => row['#trashed']).map((row) => row.id);
  const stored = storedValues(object, [field], {});
  const emptied = storedColumns(object, [field]).map(
    (column) => sql`${name(column.name)} = ${assigned(column.name, sql`${parameterOf(column, stored[column.name])}`)}`,
  );
  await work.tx.query(sql`
    update ${object.table} set ${join(emptied)} where tenant_id = ${work.ctx.tenantId} and id = any(${trashed}::bigint[])`);
  await trashMany(
    work,
    object,
    lost.filter((row) => !row['#trashed']),
  );
  await purgeMany(
    work,
    object,
    lost.map((row) => row.id),
  );
}

function cannotDoWithout(object: CompiledObject, field: string, row: AnyRecord): boolean {
  if (object.fields[field]?.required) return true;
  const groups = object.requireOneOf.filter((group) => group.of.includes(field));
  return groups.some((group) => group.of.every((one) => one === field || row[one] === null));
}
