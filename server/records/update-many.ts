import { sql } from '#server/platform/db/sql.ts';
import { invalid } from '#shared/errors.ts';
import { withTheirPrimary } from '#shared/fields/kept-entries.ts';
import { isSameValue } from '#shared/fields/same-value.ts';
import type { Action } from '#shared/permissions.ts';
import { scopeSql } from './access.ts';
import type { Work } from './change-set.ts';
import type { CompiledObject } from './compile-object.ts';
import { type ChangingRow, passOnUnique } from './pass-on-unique.ts';
import { type AnyRecord, pick } from './record.ts';
import { type ChangedRow, updateRows } from './update-rows.ts';

type Values = Readonly<Record<string, unknown>>;

/** New values for one record; they were checked before. */
export interface RecordValues {
  id: number;
  values: Values;
}

/** Records of one statement. */
export const MANY = 1000;

/** The whole records with these ids that the action reaches, locked until the unit of work ends, in the order of ids so that two writers cannot wait in a circle. */
export async function lockRecords(
  work: Work,
  object: CompiledObject,
  { ids, trashed, action }: { ids: readonly number[]; trashed: boolean; action: Action },
): Promise<Map<number, AnyRecord>> {
  const state = trashed ? sql`deleted_at is not null` : sql`deleted_at is null`;
  const scope = scopeSql(work.viewer, object, action) ?? sql`true`;
  const rows = await work.tx.query<AnyRecord>(sql`
    select ${object.whole.rowColumns} from ${object.table}
    where tenant_id = ${work.ctx.tenantId} and id = any(${ids}::bigint[]) and ${state} and ${scope} order by id for update`);
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Changes records that the caller has locked (`before`), in one statement per set of fields. Fields that have their value
 * already are left out, and fields that the tenant has given up since; a record without any other keeps its version. Hooks run for each record.
 */
export async function updateMany(
  work: Work,
  { whole: object }: CompiledObject,
  { before, rows }: { before: ReadonlyMap<number, AnyRecord>; rows: readonly RecordValues[] },
): Promise<void> {
  const changed = rows.flatMap(({ id, values }) => {
    const record = before.get(id);
    const isChanged = (field: string) => field in object.fields && !isSameValue(values[field], record?.[field]);
    const fields = record ? Object.keys(values).filter(isChanged) : [];
    return record && fields.length > 0 ? [{ id, values, fields, record }] : [];
  });
  const { beforeWrite } = work.ctx.app.hooks[object.name] ?? {};
  // Such a hook looks at the state of the tenant, so each must see what the rows before it have changed.
  const groups = Map.groupBy(changed, (row) => (beforeWrite ? row.id : row.fields.toSorted().join()));
  const write = async () => {
    for (const group of groups.values()) await writeGroup(work, object, group);
  };
  await passOnUnique(work, object, { rows: changed, write });
}

/** Rows of which the same fields change. */
async function writeGroup(work: Work, object: CompiledObject, group: readonly ChangingRow[]): Promise<void> {
  const { tenantId } = work.ctx;
  const fields = group[0]?.fields ?? [];
  await runBeforeHooks(work, object, group);
  await work.tx.query(updateRows(object, { tenantId, fields, rows: group, returning: null }));
  for (const { id, values, record } of group) {
    const after = { ...record, ...values };
    const told = withTheirPrimary(object.fields, fields, record);
    const change = {
      object,
      recordId: id,
      action: 'update' as const,
      before: pick(record, told),
      after: pick(after, told),
    };
    await work.record(change, record, after);
    await work.ctx.app.hooks[object.name]?.afterWrite?.(work, after, record);
  }
}

async function runBeforeHooks(work: Work, object: CompiledObject, rows: readonly ChangedRow[]): Promise<void> {
  const hook = work.ctx.app.hooks[object.name]?.beforeWrite;
  if (!hook) return;
  for (const { values, record } of rows) {
    const errors = await hook(work, values, record);
    if (Object.keys(errors).length > 0) throw invalid(errors);
  }
}
