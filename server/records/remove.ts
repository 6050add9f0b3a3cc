import { sql } from '#server/platform/db/sql.ts';
import { appError } from '#shared/errors.ts';
import { requireAccess } from './access.ts';
import type { Work } from './change-set.ts';
import type { CompiledObject } from './definition.ts';
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
  if (version !== undefined) {
    const seen = await lockRecord(work, object, id);
    if (!seen) throw appError('not_found');
    checkVersion(seen, version);
  }
  const [[record]] = await Promise.all([
    work.tx.query<AnyRecord>(sql`
      update ${object.table} set deleted_at = now(), updated_at = now(), version = version + 1
      where tenant_id = ${work.ctx.tenantId} and id = ${id} and deleted_at is null returning ${object.columns}`),
    work.changeSetId(),
  ]);
  if (!record) throw appError('not_found');
  work.record({ object, recordId: id, action: 'delete', before: valuesOf(object, record), after: null }, record, null);
  return record;
}
