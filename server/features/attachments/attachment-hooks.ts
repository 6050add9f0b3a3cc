import { sql } from '#server/platform/db/sql.ts';
import type { Hooks } from '#server/records/hooks.ts';
import { noteLeftovers } from './leftover-files.queries.ts';

export const attachmentHooks: Hooks = {
  /** The file goes after the record, when nothing can bring that back any more. */
  async beforePurge({ ctx, tx }, ids) {
    const rows = await tx.query<{ key: string }>(sql`
      select key from attachments where tenant_id = ${ctx.tenantId} and id = any(${ids}::bigint[])`);
    const keys = rows.map((row) => row.key);
    tx.atCommit(noteLeftovers(ctx.tenantId, keys, ctx.app.clock.now()));
  },
};
