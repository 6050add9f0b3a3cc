import type { App, Ctx } from '#server/platform/context.ts';
import { listTenants } from './find-tenant.ts';
import { systemContext } from './system-context.ts';

/** Does something as the product itself in each tenant, one after the other. Where it fails in one, the others do not go without. */
export async function inEveryTenant(app: App, work: (ctx: Ctx) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  for (const tenant of await listTenants(app)) {
    try {
      await work(systemContext(app, tenant));
    } catch (error) {
      app.log.error({ err: error, tenantId: tenant.id }, 'a job failed for a tenant');
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `failed for ${failures.length} of the tenants`);
}
