import type pg from 'pg';
import type { Manifest } from './manifest.ts';

/** Notes in the audit log of an organization that somebody at the server has backed it up; as the owner, of whatever version the database is. */
export async function noteTenantBackup(owner: pg.Client, { tenant, tables, files }: Manifest): Promise<void> {
  const { rows: found } = await owner.query("select to_regclass('public.audit_events') is not null as is_there");
  if (!tenant || !found[0].is_there) return;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  await owner.query(
    `insert into audit_events (tenant_id, kind, via, details, created_at) values ($1, 'backup', 'cli', $2, now())`,
    [tenant.id, { rows, files: files.length }],
  );
}
