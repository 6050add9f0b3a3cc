import { raw, sql } from '#server/platform/db/sql.ts';
import type { Work } from '#server/records/change-set.ts';
import type { Hooks } from '#server/records/hooks.ts';
import { type FieldRow, fieldRowColumns } from '#server/records/tenant-fields.ts';
import { isCustomKey } from '#shared/custom-fields.ts';
import { clearValues } from './field-values.ts';

/** The values of a field stay while it lies in the trash, and go with it. */
export const fieldHooks: Hooks = { beforePurge: clearAll };

async function clearAll(work: Work, ids: readonly number[]): Promise<void> {
  const rows = await work.tx.query<FieldRow & Record<string, unknown>>(sql`
    select ${raw(fieldRowColumns)} from fields where tenant_id = ${work.ctx.tenantId} and id = any(${ids}::bigint[])`);
  for (const row of rows) if (isCustomKey(row.key)) await clearValues(work, row);
}
