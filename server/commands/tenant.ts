import type { Config } from '#server/config.ts';
import { createOrganizationInvitation } from '#server/features/auth/invitations.ts';
import { createTenant } from '#server/features/tenants/create-tenant.ts';
import { findTenants, listTenants } from '#server/features/tenants/find-tenant.ts';
import { openApp } from '#server/open-app.ts';
import { CommandError } from './command-error.ts';

export async function addTenant(config: Config, name: string): Promise<void> {
  const { app, close } = await openApp(config);
  try {
    if (name.trim() === '' || name.length > 100) throw new CommandError('NAME must have 1 to 100 characters');
    if ((await findTenants(app, name)).length > 0)
      throw new CommandError(`An organization named "${name}" exists already`);
    const { tenantId } = await createTenant(app, { organization: name.trim() });
    process.stdout.write(`Organization "${name.trim()}" has the id ${tenantId}\n`);
  } finally {
    await close();
  }
}

export async function showTenants(config: Config): Promise<void> {
  const { app, close } = await openApp(config);
  try {
    const tenants = await listTenants(app);
    if (tenants.length === 0)
      process.stdout.write('No organization yet: create one in the browser or with `arvelo tenant add NAME`\n');
    for (const tenant of tenants) {
      process.stdout.write(`${String(tenant.id).padStart(6)}  ${tenant.created_at.slice(0, 10)}  ${tenant.name}\n`);
    }
  } finally {
    await close();
  }
}

export async function inviteTenant(config: Config): Promise<void> {
  const { app, close } = await openApp(config);
  try {
    const { url } = await createOrganizationInvitation(app);
    process.stdout.write(`${url}\n`);
  } finally {
    await close();
  }
}
