import type { Work } from '#server/records/change-set.ts';
import type { AnyRecord } from '#server/records/record.ts';
import { notifyAssigned } from './notification.queries.ts';

/** Tells a person that somebody else has given them a task. */
export function tellAssignee({ ctx, tx }: Work, after: AnyRecord, before: AnyRecord | null): void {
  const isGiven = after.owner_id !== null && after.owner_id !== before?.owner_id && !after.done;
  if (!isGiven || ctx.user.id === null || after.owner_id === ctx.user.id) return;
  tx.atCommit(notifyAssigned(ctx.tenantId, { id: after.id, owner_id: after.owner_id, title: after.title }));
}
