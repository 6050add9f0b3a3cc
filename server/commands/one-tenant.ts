import { findTenants, type Tenant, tenantById } from '#server/features/tenants/find-tenant.ts';
import type { App } from '#server/platform/context.ts';
import { CommandError } from './command-error.ts';

/** The tenant of a name, or of an id written `#12`; null when there is none, an error when the name is not enough. */
export async function oneTenant(app: App, given: string): Promise<Tenant | null> {
  if (/^#\d+$/.test(given)) return tenantById(app, Number(given.slice(1)));
  const tenants = await findTenants(app, given);
  if (tenants.length > 1) {
    const ids = tenants.map((tenant) => `#${tenant.id}`).join(', ');
    throw new CommandError(`${tenants.length} organizations are named "${given}": use one of ${ids} instead`);
  }
  return tenants[0] ?? null;
}
