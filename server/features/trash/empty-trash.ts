import type { Ctx } from '#server/platform/context.ts';
import { sql } from '#server/platform/db/sql.ts';
import { inChangeSet } from '#server/records/change-set.ts';
import type { CompiledObject } from '#server/records/compile-object.ts';
import { objectsFor } from '#server/records/definition.ts';
import { purgeMany } from '#server/records/purge.ts';
import { lockRecords } from '#server/records/update-many.ts';

/** How long the trash keeps records. */
const DAYS = 30;
const DAY_MS = 86_400_000;

/** Records of one transaction. */
const CHUNK = 200;

/** Deletes for good what has been in the tenant's trash for longer than it keeps. */
export async function emptyTrash(ctx: Ctx): Promise<void> {
  const until = new Date(ctx.app.clock.now().getTime() - DAYS * DAY_MS).toISOString();
  for (const object of (await objectsFor(ctx)).values()) {
    while ((await purgeSome(ctx, object, until)) === CHUNK);
  }
}

/** Answers how many there were. */
async function purgeSome(ctx: Ctx, object: CompiledObject, until: string): Promise<number> {
  const [rows = []] = await ctx.app.db.read(ctx.tenantId, [
    sql`select id from ${object.table}
        where tenant_id = ${ctx.tenantId} and deleted_at < ${until} order by id limit ${CHUNK}`,
  ]);
  if (rows.length === 0) return 0;
  const ids = rows.map((row) => Number(row.id));
  await inChangeSet(ctx, 'purge', async (work) => {
    // Somebody may have restored one since it was read.
    const locked = await lockRecords(work, object, { ids, trashed: true, action: 'delete' });
    await purgeMany(work, object.whole, [...locked.keys()]);
  });
  return rows.length;
}
