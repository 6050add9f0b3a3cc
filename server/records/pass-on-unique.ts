import { sql } from '#server/platform/db/sql.ts';
import type { Work } from './change-set.ts';
import type { CompiledObject } from './compile-object.ts';
import { keyOf } from './unique-values.ts';
import type { ChangedRow } from './update-rows.ts';

/** A row with the fields of it that change. */
export interface ChangingRow extends ChangedRow {
  fields: readonly string[];
}

interface Passing {
  rows: readonly ChangingRow[];
  /** Writes the rows, in an order of its own. */
  write: () => Promise<void>;
}

/**
 * Lets records pass unique values on among themselves, whichever is written first: those that give one up to another are put where
 * unique values are free, as in the trash, until all are written. Others in the tenant hold what they have.
 */
export async function passOnUnique(work: Work, object: CompiledObject, { rows, write }: Passing): Promise<void> {
  const unique = rows.length > 1 ? Object.keys(object.fields).filter((field) => object.fields[field]?.unique) : [];
  const givers = unique.map((field) => ({ field, ids: giversOf(field, rows) })).filter(({ ids }) => ids.length > 0);
  for (const { field, ids } of givers.filter((one) => object.uniqueCustom.includes(one.field)))
    await freeListed(work, object, { field, ids });
  const indexed = givers.filter((one) => !object.uniqueCustom.includes(one.field)).flatMap(({ ids }) => ids);
  if (indexed.length > 0) await putAside(work, object, { ids: indexed, isAside: true });
  await write();
  if (indexed.length > 0) await putAside(work, object, { ids: indexed, isAside: false });
}

/** Those that give their value of a field up, which another is about to get. */
function giversOf(field: string, rows: readonly ChangingRow[]): number[] {
  const changing = rows.filter((row) => row.fields.includes(field));
  const wanted = new Set(changing.map(({ values }) => keyOf(values[field])));
  wanted.delete(null);
  return changing.filter(({ record }) => wanted.has(keyOf(record[field]))).map(({ id }) => id);
}

async function freeListed(
  { ctx, tx }: Work,
  object: CompiledObject,
  { field, ids }: { field: string; ids: readonly number[] },
): Promise<void> {
  await tx.query(sql`
    delete from unique_values
    where tenant_id = ${ctx.tenantId} and object = ${object.name} and field = ${field} and record_id = any(${ids}::bigint[])`);
}

async function putAside(
  { ctx, tx }: Work,
  object: CompiledObject,
  { ids, isAside }: { ids: readonly number[]; isAside: boolean },
): Promise<void> {
  await tx.query(sql`
    update ${object.table} set deleted_at = ${isAside ? sql`now()` : sql`null`}
    where tenant_id = ${ctx.tenantId} and id = any(${ids}::bigint[])`);
}
