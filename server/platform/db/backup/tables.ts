import pg from 'pg';
import type { Manifest } from './manifest.ts';

/** A table that backups hold. */
export interface BackupTable {
  name: string;
  columns: readonly string[];
  /** The column that tells whose a row is; null where rows belong to nobody. */
  tenantColumn: 'tenant_id' | 'id' | null;
}

/**
 * Left out: what is kept by the restore itself, what holds for the moment only, and sessions, since a restore must not bring
 * ended ones back to life. Unlogged tables hold nothing to keep either.
 */
const LEFT_OUT = ['migrations', 'sessions', 'sign_in_failures'];

/** A row's transaction means nothing in another database cluster: rows get that of the restore. */
const LEFT_OUT_COLUMNS = ['xid8'];

/** Every table to back up, of all tenants or of one, in the order of names. */
export async function backupTables(
  client: pg.ClientBase,
  { ofOneTenant }: { ofOneTenant: boolean },
): Promise<BackupTable[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relpersistence = 'p' and not c.relispartition
       and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and not c.relname = any($1)
       and not format_type(a.atttypid, null) = any($2)
     group by c.relname order by c.relname`,
    [LEFT_OUT, LEFT_OUT_COLUMNS],
  );
  const tables = rows.map(({ name, columns }) => ({ name, columns, tenantColumn: tenantColumnOf(name, columns) }));
  return ofOneTenant ? tables.filter((table) => table.tenantColumn !== null) : tables;
}

function tenantColumnOf(table: string, columns: readonly string[]): BackupTable['tenantColumn'] {
  if (table === 'tenants') return 'id';
  return columns.includes('tenant_id') ? 'tenant_id' : null;
}

/** The rows of a table that a backup holds, as a SELECT of its columns. */
export function selectRows({ name, columns, tenantColumn }: BackupTable, tenantId: number | null): string {
  const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
  const where = tenantId !== null && tenantColumn ? ` where ${tenantColumn} = ${Number(tenantId)}` : '';
  return `select ${list} from ${pg.escapeIdentifier(name)}${where}`;
}

/** Keys of the files that the rows name. */
export async function attachedKeys(client: pg.ClientBase, tenantId: number | null): Promise<string[]> {
  const { rows: found } = await client.query("select to_regclass('public.attachments') is not null as is_there");
  if (!found[0].is_there) return [];
  const { rows } = await client.query<{ key: string }>(
    'select key from attachments where tenant_id = coalesce($1, tenant_id) order by key',
    [tenantId],
  );
  return rows.map((row) => row.key);
}

export interface Contents {
  rows: number;
  checksum: string;
}

/** Counts the rows and adds up a hash of each, so that their order does not matter. */
export async function contentsOf(client: pg.ClientBase, rows: string): Promise<Contents> {
  const { rows: found } = await client.query<Contents>(
    `select count(*)::float8 as rows, coalesce(sum(hashtextextended(r::text, 0)::numeric), 0)::text as checksum from (${rows}) r`,
  );
  return found[0] ?? { rows: 0, checksum: '0' };
}

/** How far the ids of each table have come. */
export async function readSequences(
  client: pg.ClientBase,
  tables: readonly BackupTable[],
): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ table: string; column: string; last: number }>(
    `select c.relname as table, a.attname as column, coalesce(s.last_value, 0)::float8 as last
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     join pg_depend d on d.refobjid = c.oid and d.refobjsubid = a.attnum and d.deptype = 'i'
     join pg_class q on q.oid = d.objid and q.relkind = 'S'
     join pg_sequences s on s.schemaname = 'public' and s.sequencename = q.relname
     where c.relname = any($1) and c.relnamespace = 'public'::regnamespace and a.attidentity <> '' order by 1`,
    [tables.map((table) => table.name)],
  );
  return rows;
}
