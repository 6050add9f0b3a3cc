import type { Ctx } from '#server/platform/context.ts';
import { sql } from '#server/platform/db/sql.ts';
import { appError } from '#shared/errors.ts';
import { requireAccess, viewerOf } from './access.ts';
import type { CompiledObject } from './compile-object.ts';
import type { AnyRecord } from './record.ts';
import { whereFilter } from './where.ts';

/** One record; one that is not the user's to read is as unknown as one of another tenant or one that never was. */
export async function getRecord(ctx: Ctx, object: CompiledObject, id: number): Promise<AnyRecord> {
  requireAccess(ctx, object, 'read');
  const where = whereFilter(await viewerOf(ctx), object, { equals: { id } });
  const query = sql`select ${object.columns} from ${object.table} where ${where}`;
  const [rows = []] = await ctx.app.db.read(ctx.tenantId, [query], ctx);
  if (!rows[0]) throw appError('not_found');
  return rows[0] as AnyRecord;
}
