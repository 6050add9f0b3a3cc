import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';

export const migrationsFolder = join(import.meta.dirname, '../../../migrations');

/** Any fixed number, ours alone in this database: one process migrates at a time. */
const LOCK = 7_238_465_112;

interface Migration {
  name: string;
  text: string;
  hash: string;
}

export interface MigrationState {
  applied: string[];
  pending: string[];
}

export interface MigrateOptions {
  log?: (message: string) => void;
  /** Only these, which a backup was written with; one of them that is unknown or has changed is an error. */
  through?: readonly { name: string; hash: string }[];
}

/**
 * Applies the SQL files that the database has not seen, each in a transaction of its own, in the order of their names.
 * A kill at any moment leaves whole files applied; the next run goes on after them. Returns the names applied now.
 */
export async function migrate(client: pg.Client, { log = () => {}, through }: MigrateOptions = {}): Promise<string[]> {
  await client.query(`set lock_timeout = '5s'; select pg_advisory_lock(${LOCK})`);
  try {
    await client.query(
      'create table if not exists migrations (name text primary key, hash text not null, applied_at timestamptz not null default now())',
    );
    const pending = upTo(await pendingMigrations(client), through);
    for (const migration of pending) await apply(client, migration, log);
    return pending.map((one) => one.name);
  } finally {
    await client.query(`select pg_advisory_unlock(${LOCK})`).catch(() => {});
  }
}

/** Which files the database has and lacks; writes nothing. */
export async function migrationState(client: pg.Client): Promise<MigrationState> {
  const { rows } = await client.query("select to_regclass('public.migrations') is not null as exists");
  const files = await readMigrations();
  if (!rows[0].exists) return { applied: [], pending: files.map((file) => file.name) };
  const pending = await pendingMigrations(client);
  const names = new Set(pending.map((one) => one.name));
  return { applied: files.map((file) => file.name).filter((file) => !names.has(file)), pending: [...names] };
}

async function pendingMigrations(client: pg.Client): Promise<Migration[]> {
  const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from migrations');
  const applied = new Map(rows.map((row) => [row.name, row.hash]));
  const files = await readMigrations();
  const known = new Set(files.map((file) => file.name));
  const newer = [...applied.keys()].filter((name) => !known.has(name)).sort();
  if (newer.length > 0) {
    throw new Error(
      `The database was migrated by a newer version (${newer.join(', ')}): update this checkout, or restore a backup`,
    );
  }
  const edited = files.find((file) => applied.has(file.name) && applied.get(file.name) !== file.hash);
  if (edited) throw new Error(`Migration ${edited.name} has changed since it was applied: restore the released file`);
  return files.filter((file) => !applied.has(file.name));
}

function upTo(pending: Migration[], through: MigrateOptions['through']): Migration[] {
  if (!through) return pending;
  const hashes = new Map(pending.map(({ name, hash }) => [name, hash]));
  const unknown = through.find(({ name, hash }) => hashes.has(name) && hashes.get(name) !== hash);
  const missing = through.find(({ name }) => !hashes.has(name));
  if (missing)
    throw new Error(
      `The backup is of a newer version (${missing.name}), or the database is not empty: update this checkout`,
    );
  if (unknown) throw new Error(`The backup was written with another ${unknown.name}: restore the released file`);
  const wanted = new Set(through.map(({ name }) => name));
  return pending.filter(({ name }) => wanted.has(name));
}

async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(migrationsFolder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(migrationsFolder, name), 'utf8');
      return { name, text, hash: createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex') };
    }),
  );
}

async function apply(client: pg.Client, migration: Migration, log: (message: string) => void): Promise<void> {
  log(`migrating: ${migration.name}`);
  try {
    await client.query('begin');
    await client.query(migration.text);
    await client.query('insert into migrations (name, hash) values ($1, $2)', [migration.name, migration.hash]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw new Error(`Migration ${migration.name} failed and was rolled back: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
