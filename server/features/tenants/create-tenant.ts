import type { App } from '#server/platform/context.ts';
import { sql } from '#server/platform/db/sql.ts';
import { inChangeSet, type Work } from '#server/records/change-set.ts';
import { createRecord } from '#server/records/create.ts';
import { createMany } from '#server/records/create-many.ts';
import { objectFor } from '#server/records/definition.ts';
import { usualRoles } from '#server/records/role-rules.ts';
import { USUAL_CURRENCY } from '#shared/currencies.ts';
import { usualLeadSources } from '#shared/objects/lead-sources.ts';
import { usualStages } from '#shared/stages.ts';
import { systemContext } from './system-context.ts';

export interface NewTenant {
  organization: string;
  /** The first person; without one the tenant starts without users. */
  admin?: { name: string; email: string; role?: string };
  /** Runs in the same transaction, once the person exists: what must not be missing after a crash. */
  alongside?: (work: Work, tenantId: number, userId: number) => Promise<void>;
}

/** Creates a tenant with the usual roles, lead sources and pipeline, in one transaction. */
export async function createTenant(app: App, tenant: NewTenant): Promise<{ tenantId: number; userId: number | null }> {
  const [next] = await app.db.global<{ id: number }>(
    sql`select nextval(pg_get_serial_sequence('tenants', 'id')) as id`,
  );
  const tenantId = next?.id ?? 0;
  // Of a version that no tenant has: what is compiled now, before anything is there, must not be taken for it later.
  const ctx = systemContext(app, { id: tenantId, definition_version: 0 });
  const users = await objectFor(ctx, 'users');
  const sources = await objectFor(ctx, 'lead_sources');
  const roles = await objectFor(ctx, 'roles');
  const pipelines = await objectFor(ctx, 'pipelines');
  const currencies = await objectFor(ctx, 'currencies');
  const { result: userId } = await inChangeSet(ctx, 'setup', async (work) => {
    await insertTenant(work, tenantId, tenant.organization);
    await createMany(
      work,
      roles,
      usualRoles.map((role) => ({ ...role })),
    );
    await createMany(work, pipelines, [{ name: 'Sales', is_default: true, position: 0, stages: usualStages }]);
    await createMany(work, currencies, [{ code: USUAL_CURRENCY, rate: 1, is_default: true }]);
    const user = tenant.admin ? await createRecord(work, users, { role: 'admin', ...tenant.admin }) : null;
    for (const name of usualLeadSources) await createRecord(work, sources, { name });
    if (user) await tenant.alongside?.(work, tenantId, user.id);
    return user?.id ?? null;
  });
  return { tenantId, userId };
}

async function insertTenant({ tx }: Work, tenantId: number, organization: string): Promise<void> {
  await tx.query(sql`insert into tenants (id, name) overriding system value values (${tenantId}, ${organization})`);
}
