import { raw, sql } from '#server/platform/db/sql.ts';
import type { Work } from '#server/records/change-set.ts';
import { slotTypeOf } from '#server/records/columns.ts';
import { type FieldRow, fieldRowColumns } from '#server/records/tenant-fields.ts';
import type { FieldKind } from '#shared/fields/field.ts';
import type { FieldName } from './describe-field.ts';

/** A tenant's settings of a field, as they are stored. */
export type StoredField = FieldRow & { id: number; version: number; isTrashed: boolean } & Record<string, unknown>;

/** Slots of each type that a table of records has. */
const SLOTS = { text: 6, numeric: 3 } as const;

/** Fields are changed by one person at a time: two of them could otherwise get one key or one slot. */
export async function lockFields({ ctx, tx }: Work): Promise<void> {
  await tx.query(sql`select id from tenants where id = ${ctx.tenantId} for no key update`);
}

/** What is stored of an object's fields, in the trash or not. */
export async function storedFields({ ctx, tx }: Work, objectName: string): Promise<StoredField[]> {
  return tx.query<StoredField>(sql`
    select id, version, deleted_at is not null as "isTrashed", ${raw(fieldRowColumns)} from fields
    where tenant_id = ${ctx.tenantId} and object = ${objectName} order by id`);
}

/** What is stored of one field, first what is not in the trash; undefined for one of the product that the tenant has left as it is. */
export async function storedField(work: Work, { object, key }: FieldName): Promise<StoredField | undefined> {
  const rows = (await storedFields(work, object)).filter((row) => row.key === key);
  return rows.find((row) => !row.isTrashed) ?? rows[0];
}

/** A slot for a new field, so that an index serves its filters and sorts; null where none is left, or none fits. */
export function freeSlot(stored: readonly StoredField[], kind: FieldKind, multiline: boolean): string | null {
  if (kind === 'boolean' || multiline) return null;
  const type = slotTypeOf(kind);
  const names = Array.from({ length: SLOTS[type] }, (_, at) => `${type === 'text' ? 'text' : 'number'}_${at + 1}`);
  return names.find((name) => !stored.some((row) => row.slot === name)) ?? null;
}
