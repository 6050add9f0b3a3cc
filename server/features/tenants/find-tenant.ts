import type { App } from '#server/platform/context.ts';
import { sql } from '#server/platform/db/sql.ts';

export interface Tenant {
  id: number;
  name: string;
  definition_version: number;
  created_at: string;
}

export function listTenants(app: App): Promise<Tenant[]> {
  return app.db.global<Tenant & Record<string, unknown>>(
    sql`select id, name, definition_version, created_at from tenants order by id`,
  );
}

/** Tenants of this name, in any case; names need not be unique. */
export function findTenants(app: App, name: string): Promise<Tenant[]> {
  return app.db.global<Tenant & Record<string, unknown>>(
    sql`select id, name, definition_version, created_at from tenants where lower(name) = lower(${name}) order by id`,
  );
}

export async function tenantById(app: App, id: number): Promise<Tenant | null> {
  const rows = await app.db.global<Tenant & Record<string, unknown>>(
    sql`select id, name, definition_version, created_at from tenants where id = ${id}`,
  );
  return rows[0] ?? null;
}
