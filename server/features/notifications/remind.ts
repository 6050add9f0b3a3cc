import type { Ctx } from '#server/platform/context.ts';
import { forgetOld, notifyReminders } from './notification.queries.ts';

/** Tells people of the tasks that they wanted to be reminded of by now. */
export async function remind({ app, tenantId }: Ctx): Promise<void> {
  await app.db.write(tenantId, async (tx) => {
    await tx.query(notifyReminders(tenantId, app.clock.now()));
    tx.atCommit(forgetOld(tenantId));
  });
}
