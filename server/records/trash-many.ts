import { sql } from '#server/platform/db/sql.ts';
import type { Work } from './change-set.ts';
import type { CompiledObject } from './compile-object.ts';
import { type AnyRecord, pick } from './record.ts';

/** Puts records that the caller has locked into the trash, in one statement. */
export async function trashMany(
  work: Work,
  { whole: object }: CompiledObject,
  records: readonly AnyRecord[],
): Promise<void> {
  for (const record of records) await work.ctx.app.hooks[object.name]?.beforeRemove?.(work, record);
  await mark(work, object, { records, deletedAt: sql`now()` });
  for (const record of records) {
    await work.record(
      { object, recordId: record.id, action: 'delete', before: valuesOf(object, record), after: null },
      record,
      null,
    );
  }
}

/** Takes records that the caller has locked out of the trash, in one statement. */
export async function restoreMany(
  work: Work,
  { whole: object }: CompiledObject,
  records: readonly AnyRecord[],
): Promise<void> {
  await mark(work, object, { records, deletedAt: sql`null` });
  for (const record of records) {
    await work.record(
      { object, recordId: record.id, action: 'restore', before: null, after: valuesOf(object, record) },
      null,
      record,
    );
  }
}

async function mark(
  { ctx, tx }: Work,
  object: CompiledObject,
  { records, deletedAt }: { records: readonly AnyRecord[]; deletedAt: ReturnType<typeof sql> },
): Promise<void> {
  if (records.length === 0) return;
  const ids = records.map((record) => record.id);
  await tx.query(sql`
    update ${object.table} set deleted_at = ${deletedAt}, version = version + 1, updated_at = now()
    where tenant_id = ${ctx.tenantId} and id = any(${ids}::bigint[])`);
}

/** A record's own fields, without those that the system sets. */
export function valuesOf(object: CompiledObject, record: AnyRecord): Readonly<Record<string, unknown>> {
  return pick(record, Object.keys(object.fields));
}
