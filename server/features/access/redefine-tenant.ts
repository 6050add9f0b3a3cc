import { sql } from '#server/platform/db/sql.ts';
import type { Work } from '#server/records/change-set.ts';

/** Notes with the commit that the tenant's definitions have changed; sessions carry the version to whoever has them compiled. */
export function redefineTenant({ ctx, tx }: Work): void {
  tx.atCommit(sql`update tenants set definition_version = definition_version + 1 where id = ${ctx.tenantId}`);
}
