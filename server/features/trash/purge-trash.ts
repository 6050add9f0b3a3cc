import type { Ctx } from '#server/platform/context.ts';
import { and, sql } from '#server/platform/db/sql.ts';
import type { Input, Reply } from '#server/platform/http/types.ts';
import { requireAccess, scopeSql } from '#server/records/access.ts';
import { answerWrite } from '#server/records/answer-write.ts';
import { objectFor } from '#server/records/definition.ts';
import { purgeMany } from '#server/records/purge.ts';
import { lockRecords } from '#server/records/update-many.ts';

/** Records of one call: more would hold their locks too long. */
const MOST = 500;

/** `DELETE /api/v1/<object>/trash`: deletes for good what the caller may delete; `remaining` says whether there is more to call for. */
export async function purgeTrash(ctx: Ctx, input: Input, objectName: string): Promise<Reply> {
  const object = await objectFor(ctx, objectName);
  requireAccess(ctx, object, 'delete');
  return answerWrite(ctx, input, 'purge', async (work) => {
    const scope = scopeSql(work.viewer, object, 'delete');
    const where = and([sql`tenant_id = ${ctx.tenantId}`, sql`deleted_at is not null`, ...(scope ? [scope] : [])]);
    const rows = await work.tx.query<{ id: number }>(
      sql`select id from ${object.table} where ${where} order by id limit ${MOST}`,
    );
    const ids = rows.map(({ id }) => id);
    const locked = await lockRecords(work, object, { ids, trashed: true, action: 'delete' });
    await purgeMany(work, object.whole, [...locked.keys()]);
    return { body: { success: true, data: { purged: locked.size, remaining: rows.length === MOST } } };
  });
}
