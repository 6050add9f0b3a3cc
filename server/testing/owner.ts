import pg from 'pg';

type Row = Record<string, unknown>;

/** The database as its owner sees it, whom row-level security does not hold. */
export interface Owner {
  query<R extends Row = Row>(text: string, values?: readonly unknown[]): Promise<R[]>;
  /** A digest of every table's rows by table name; of one tenant's rows in the tables that know tenants. */
  digests(tenantId?: number): Promise<Record<string, string>>;
  /** Tables that have a tenant_id column. */
  tenantTables(): Promise<string[]>;
  close(): Promise<void>;
}

/** Opens the database as its owner; ids and amounts are numbers, dates and times the text that PostgreSQL sends. */
export async function openOwner(ownerUrl: string): Promise<Owner> {
  const client = new pg.Client({ connectionString: ownerUrl, types: { getTypeParser: typeParser } });
  // The database may be dropped before the connection is closed.
  client.on('error', () => {});
  await client.connect();
  const query = async <R extends Row>(text: string, values: readonly unknown[] = []) =>
    (await client.query<R>(text, [...values])).rows;
  const tenantTables = () =>
    tablesOf(query, "and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')");
  const digests = async (tenantId?: number) => {
    const tables = tenantId === undefined ? await tablesOf(query, '') : await tenantTables();
    const where = tenantId === undefined ? '' : `where tenant_id = ${tenantId}`;
    const parts = tables.map(
      (table) =>
        `select '${table}' as name, count(*) || ' ' || md5(coalesce(string_agg(t::text, e'\\n' order by t::text), '')) as digest from "${table}" t ${where}`,
    );
    const rows = await query<{ name: string; digest: string }>(parts.join(' union all '));
    return Object.fromEntries(rows.map((row) => [row.name, row.digest]));
  };
  return { query, digests, tenantTables, close: () => client.end() };
}

type Query = <R extends Row>(text: string) => Promise<R[]>;

async function tablesOf(query: Query, condition: string): Promise<string[]> {
  const rows = await query<{ name: string }>(
    `select relname::text as name from pg_class c where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace ${condition} order by 1`,
  );
  return rows.map((row) => row.name);
}

const { builtins } = pg.types;

function typeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === builtins.INT8 || oid === builtins.NUMERIC) return Number;
  if (oid === builtins.TIMESTAMPTZ || oid === builtins.DATE) return String;
  return pg.types.getTypeParser(oid, format as 'text');
}
