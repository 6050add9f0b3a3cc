import type { App } from '#server/platform/context.ts';
import { sql } from '#server/platform/db/sql.ts';
import { inChangeSet, type Work } from '#server/records/change-set.ts';
import { createRecord } from '#server/records/create.ts';
import { createMany } from '#server/records/create-many.ts';
import { objectFor } from '#server/records/definition.ts';
import { usualRoles } from '#server/records/role-rules.ts';
import { usualLeadSources } from '#shared/objects/lead-sources.ts';
import { objectList } from '#shared/objects/registry.ts';
import { systemContext } from './system-context.ts';

export interface NewTenant {
  organization: string;
  /** The first person; without one the tenant starts without users. */
  admin?: { name: string; email: string; role?: string };
  /** Runs in the same transaction, once the person exists: what must not be missing after a crash. */
  alongside?: (work: Work, tenantId: number, userId: number) => Promise<void>;
}

/** Creates a tenant with the usual options and lead sources, in one transaction. */
export async function createTenant(app: App, tenant: NewTenant): Promise<{ tenantId: number; userId: number | null }> {
  const [next] = await app.db.global<{ id: number }>(
    sql`select nextval(pg_get_serial_sequence('tenants', 'id')) as id`,
  );
  const tenantId = next?.id ?? 0;
  const ctx = systemContext(app, { id: tenantId, definition_version: 1 });
  const users = await objectFor(ctx, 'users');
  const sources = await objectFor(ctx, 'lead_sources');
  const roles = await objectFor(ctx, 'roles');
  const { result: userId } = await inChangeSet(ctx, 'setup', async (work) => {
    await insertTenant(work, tenantId, tenant.organization);
    await createMany(
      work,
      roles,
      usualRoles.map((role) => ({ ...role })),
    );
    const user = tenant.admin ? await createRecord(work, users, { role: 'admin', ...tenant.admin }) : null;
    for (const name of usualLeadSources) await createRecord(work, sources, { name });
    if (user) await tenant.alongside?.(work, tenantId, user.id);
    return user?.id ?? null;
  });
  return { tenantId, userId };
}

async function insertTenant({ tx }: Work, tenantId: number, organization: string): Promise<void> {
  await tx.query(sql`insert into tenants (id, name) overriding system value values (${tenantId}, ${organization})`);
  const options = objectList.flatMap((object) =>
    Object.entries(object.fields)
      .filter(([, field]) => field.options && !field.fixed)
      .flatMap(([field, { options: choices = [] }]) =>
        choices.map((option, position) => ({ object: object.name, field, position, ...option })),
      ),
  );
  await tx.query(sql`
    insert into field_options (tenant_id, object, field, value, label, position, type, probability)
    select ${tenantId}, object, field, value, label, position, type, probability
    from jsonb_to_recordset(${JSON.stringify(options)}::jsonb)
      as r(object text, field text, value text, label text, position integer, type text, probability integer)`);
}
