import { createHmac } from 'node:crypto';
import pg from 'pg';

/** Tables that the application role has no business with. */
const OWNER_TABLES = ['migrations'];

/** Tables whose rows it adds and reads, and never changes or deletes. */
const APPEND_ONLY_TABLES = ['audit_events'];

export interface AppRoleOptions {
  /** Connection string of the owner. */
  ownerUrl: string;
  /** Connection string of the application role, when an admin has made one; otherwise it is made and derived here. */
  appUrl: string | null;
  secretKey: Buffer;
}

/**
 * Makes the role that the application works as (owns nothing, cannot bypass row-level security), grants it what it needs,
 * and returns its connection string. Safe to run at every start.
 */
export async function ensureAppRole(owner: pg.Client, options: AppRoleOptions): Promise<string> {
  const url = new URL(options.appUrl ?? options.ownerUrl);
  const database = decodeURIComponent(new URL(options.ownerUrl).pathname.slice(1));
  if (!options.appUrl) {
    const { name, password } = appRoleOf(database, options.secretKey);
    url.username = encodeURIComponent(name);
    url.password = password;
  }
  const role = decodeURIComponent(url.username);
  if (!options.appUrl) await createRole(owner, role, decodeURIComponent(url.password));
  await refusePowerfulRole(owner, role);
  await grant(owner, role, database);
  return url.href;
}

/** The role that is made where the admin has made none; its password can be derived again from the key. */
export function appRoleOf(database: string, secretKey: Buffer): { name: string; password: string } {
  const password = createHmac('sha256', secretKey).update(`database role of ${database}`).digest('base64url');
  return { name: `${database}_app`, password };
}

/** Limits of every statement of the application; a role made by hand wants them too (`.env.example`). */
const ROLE_SETTINGS = [
  ['statement_timeout', '10s'],
  ['lock_timeout', '5s'],
  ['idle_in_transaction_session_timeout', '30s'],
  ['timezone', 'UTC'],
] as const;

async function createRole(owner: pg.Client, role: string, password: string): Promise<void> {
  const { rowCount } = await owner.query('select from pg_roles where rolname = $1', [role]);
  try {
    const quoted = pg.escapeIdentifier(role);
    const login = `login password ${pg.escapeLiteral(password)}`;
    if (rowCount !== 0) await owner.query(`alter role ${quoted} ${login}`);
    else await owner.query(`create role ${quoted} ${login} nosuperuser nobypassrls nocreatedb nocreaterole`);
    for (const [name, value] of ROLE_SETTINGS) await owner.query(`alter role ${quoted} set ${name} = '${value}'`);
  } catch (error) {
    if ((error as pg.DatabaseError).code !== '42501') throw error;
    throw new Error(
      `The user of DATABASE_URL may not create the role ${role}. Create a login role that owns nothing by hand and set DATABASE_APP_URL to it`,
    );
  }
}

async function refusePowerfulRole(owner: pg.Client, role: string): Promise<void> {
  const { rows } = await owner.query(
    `select rolsuper or rolbypassrls as powerful, exists (select from pg_tables where schemaname = 'public' and tableowner = $1) as owns
     from pg_roles where rolname = $1`,
    [role],
  );
  if (!rows[0]) throw new Error(`The role ${role} of DATABASE_APP_URL does not exist`);
  if (rows[0].powerful || rows[0].owns) {
    throw new Error(
      `The role ${role} could bypass row-level security (superuser, BYPASSRLS or table owner): DATABASE_APP_URL needs one that cannot`,
    );
  }
}

async function grant(owner: pg.Client, role: string, database: string): Promise<void> {
  const to = pg.escapeIdentifier(role);
  await owner.query(`
    grant connect on database ${pg.escapeIdentifier(database)} to ${to};
    grant usage on schema public to ${to};
    grant select, insert, update, delete on all tables in schema public to ${to};
    grant usage on all sequences in schema public to ${to};
    revoke all on ${OWNER_TABLES.join(', ')} from ${to};
    revoke update, delete on ${APPEND_ONLY_TABLES.join(', ')} from ${to};
    grant execute on function search_ids, ids_like, is_large_in, tagged_ids to ${to};`);
}
