import type { Ctx } from '#server/platform/context.ts';
import { sql } from '#server/platform/db/sql.ts';
import { appError } from '#shared/errors.ts';
import { requireAccess } from './access.ts';
import type { CompiledObject } from './definition.ts';
import type { AnyRecord } from './record.ts';

/** One record; an id of another tenant is as unknown as one that never was. */
export async function getRecord(ctx: Ctx, object: CompiledObject, id: number): Promise<AnyRecord> {
  requireAccess(ctx, object, 'read');
  const query = sql`
    select ${object.columns} from ${object.table}
    where tenant_id = ${ctx.tenantId} and id = ${id} and deleted_at is null`;
  const [rows = []] = await ctx.app.db.read(ctx.tenantId, [query], { signal: ctx.signal });
  if (!rows[0]) throw appError('not_found');
  return rows[0] as AnyRecord;
}
