import type { Ctx } from '#server/platform/context.ts';
import { dueLeftovers, forgetLeftover, keptKeys } from './leftover-files.queries.ts';

/** Deletes the files of attachments that are gone for good, and those that arrived without becoming one. */
export async function cleanUpFiles({ app, tenantId }: Ctx): Promise<void> {
  const [rows = []] = await app.db.read(tenantId, [dueLeftovers(tenantId, app.clock.now())]);
  const keys = rows.map((row) => String(row.key));
  if (keys.length === 0) return;
  const [kept = []] = await app.db.read(tenantId, [keptKeys(tenantId, keys)]);
  for (const key of keys) {
    if (!kept.some((row) => row.key === key)) await app.files.remove(key);
    await app.db.write(tenantId, (tx) => tx.query(forgetLeftover(tenantId, key)));
  }
}
