import { listTenants } from '#server/features/tenants/find-tenant.ts';
import type { App } from '#server/platform/context.ts';
import { asOwner } from '#server/platform/db/setup.ts';
import type { JobRunner } from '#server/platform/jobs/worker.ts';

/** Deletes what the audit log has kept long enough. As the owner of the database: the application itself cannot. */
export async function forgetOldEvents(app: App, { ownerUrl }: JobRunner): Promise<void> {
  const until = new Date(app.clock.now().getTime() - app.settings.auditDays * 86_400_000).toISOString();
  const tenants = await listTenants(app);
  await asOwner(ownerUrl, async (owner) => {
    for (const { id } of tenants)
      await owner.query('delete from audit_events where tenant_id = $1 and created_at < $2', [id, until]);
  });
}
