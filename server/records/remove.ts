import { sql } from '#server/platform/db/sql.ts';
import { appError } from '#shared/errors.ts';
import { requireAccess, scopeSql } from './access.ts';
import type { Work } from './change-set.ts';
import type { CompiledObject } from './compile-object.ts';
import { gather } from './gather.ts';
import type { AnyRecord } from './record.ts';
import { valuesOf } from './trash-many.ts';
import { checkVersion, lockRecord } from './update.ts';

/** Puts a record into the trash: it is gone from every answer, and its unique values are free again. */
export async function removeRecord(
  work: Work,
  object: CompiledObject,
  { id, version }: { id: number; version?: unknown },
): Promise<AnyRecord> {
  requireAccess(work.ctx, object, 'delete');
  const isFree = !scopeSql(work.viewer, object, 'read') && !scopeSql(work.viewer, object, 'delete');
  if (version !== undefined || !isFree) {
    const record = await lockRecord(work, object, { id, action: 'delete' });
    await checkVersion(work, object, { record, expected: version });
  }
  const [record] = await Promise.all([trash(work, object, id), work.changeSetId()]);
  if (!record) throw appError('not_found');
  await work.ctx.app.hooks[object.name]?.beforeRemove?.(work, record);
  const change = {
    object: object.whole,
    recordId: id,
    action: 'delete' as const,
    before: valuesOf(object.whole, record),
    after: null,
  };
  await work.record(change, record, null);
  return record;
}

/** Resolves with the row as it was written; undefined when there is no such record outside of the trash. */
async function trash({ ctx, tx }: Work, object: CompiledObject, id: number): Promise<AnyRecord | undefined> {
  const { answer } = gather(tx, `trash ${object.name}`, id, {
    query: (ids) => sql`
      update ${object.table} set deleted_at = now(), updated_at = now(), version = version + 1
      where tenant_id = ${ctx.tenantId} and id = any(${ids}::bigint[]) and deleted_at is null returning ${object.whole.rowColumns}`,
    read: (rows) => new Map(rows.map((one) => [one.id, one as AnyRecord])),
  });
  return (await answer).get(id);
}
