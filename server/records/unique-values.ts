import { sql } from '#server/platform/db/sql.ts';
import { appError } from '#shared/errors.ts';
import type { Work } from './change-set.ts';
import type { CompiledObject } from './compile-object.ts';

type Values = Readonly<Record<string, unknown>>;

export interface RecordChange {
  object: CompiledObject;
  recordId: number;
  /** The whole record; null where there is none, or where it lies in the trash. */
  before: Values | null;
  after: Values | null;
}

/**
 * Keeps the list of values that no two records may have, for the unique fields that tenants added: those of the product have an
 * index each. Refuses a value that another record has; a rival that is about to write it is waited for.
 */
export async function keepUniqueValues(work: Work, { object, recordId, before, after }: RecordChange): Promise<void> {
  const changed = object.uniqueCustom.filter((field) => keyOf(before?.[field]) !== keyOf(after?.[field]));
  if (changed.length === 0) return;
  const { tenantId } = work.ctx;
  const freed = changed.filter((field) => keyOf(before?.[field]) !== null);
  if (freed.length > 0) {
    await work.tx.query(sql`
      delete from unique_values where tenant_id = ${tenantId} and object = ${object.name} and record_id = ${recordId}
        and field = any(${freed}::text[])`);
  }
  const taken = changed.flatMap((field) => {
    const value = keyOf(after?.[field]);
    return value === null ? [] : [{ field, value }];
  });
  if (taken.length === 0) return;
  const rows = await work.tx.query<{ field: string }>(sql`
    insert into unique_values (tenant_id, object, field, value, record_id)
    select ${tenantId}, ${object.name}, field, value, ${recordId}
    from jsonb_to_recordset(${JSON.stringify(taken)}::jsonb) as r(field text, value text)
    order by field on conflict do nothing returning field`);
  const refused = taken.filter(({ field }) => !rows.some((row) => row.field === field)).map(({ field }) => field);
  if (refused.length > 0) throw valueTaken(object, refused);
}

/** Another record has these values already. */
export function valueTaken(object: CompiledObject, names: readonly string[], cause?: unknown): Error {
  const say = (name: string) => `${object.fields[name]?.label} is taken by another ${object.label[0].toLowerCase()}`;
  return appError('conflict', {
    message: names.map(say).join('; '),
    errors: Object.fromEntries(names.map((name) => [name, say(name)])),
    cause,
  });
}

/** Values are compared without case, as those of the product's own unique fields are. */
export function keyOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value).toLowerCase();
}
