import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { buildMissingIndexes, withoutLongIndexes } from './migrate-indexes.ts';

export const migrationsFolder = join(import.meta.dirname, '../../../migrations');

/** Any fixed number, ours alone in this database: one process migrates at a time. */
const LOCK = 7_238_465_112;
const LOCK_STEP_MS = 200;

/**
 * Waiting for a table holds up everybody who comes later, so a migration lets go after this long and comes back in a moment:
 * meanwhile the others have had their turn.
 */
const TABLE_WAIT = '1s';
const TABLE_TRIES = 60;
const TABLE_PAUSE_MS = 500;

export interface Migration {
  name: string;
  text: string;
  hash: string;
  /** It was applied, but for indexes on large tables. */
  lacksIndexes?: boolean;
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
 * Applies the SQL files that the database has not seen, in the order of their names. Each is a transaction of its own, but
 * indexes on large tables are built after it, beside the work that goes on. A kill at any moment leaves whole files applied, the
 * last perhaps without some indexes; the next run goes on there. Returns the names applied now.
 */
export async function migrate(client: pg.Client, { log = () => {}, through }: MigrateOptions = {}): Promise<string[]> {
  return withMigrationLock(client, async () => {
    await client.query(`set lock_timeout = '${TABLE_WAIT}'`);
    // Otherwise a statement goes on for whoever was killed, and with it the lock. A server on Windows cannot do this.
    await client.query("set client_connection_check_interval = '1s'").catch(() => {});
    await client.query(`
      create table if not exists migrations (name text primary key, hash text not null, applied_at timestamptz not null default now());
      alter table migrations add column if not exists lacks_indexes boolean not null default false`);
    const pending = upTo(await pendingMigrations(client), through);
    for (const migration of pending) await applyMigration(client, migration, log);
    return pending.map((one) => one.name);
  });
}

/** Runs work while no other process sets this database up; within it, it may be asked for again. */
export async function withMigrationLock<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  // Asked again and again rather than waited for: an index that is built concurrently waits for every statement that waits.
  for (;;) {
    const { rows } = await client.query(`select pg_try_advisory_lock(${LOCK}) as locked`);
    if (rows[0].locked) break;
    await delay(LOCK_STEP_MS);
  }
  try {
    return await work();
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
  // The whole row: a table from before has no column for what lacks.
  const { rows } = await client.query<{ name: string; row: { hash: string; lacks_indexes?: boolean } }>(
    'select name, to_jsonb(m) as row from migrations m',
  );
  const applied = new Map(rows.map(({ name, row }) => [name, row]));
  const files = await readMigrations();
  const known = new Set(files.map((file) => file.name));
  const newer = [...applied.keys()].filter((name) => !known.has(name)).sort();
  if (newer.length > 0) {
    throw new Error(
      `The database was migrated by a newer version (${newer.join(', ')}): update this checkout, or restore a backup`,
    );
  }
  const edited = files.find((file) => applied.has(file.name) && applied.get(file.name)?.hash !== file.hash);
  if (edited) throw new Error(`Migration ${edited.name} has changed since it was applied: restore the released file`);
  return files
    .map((file) => ({ ...file, lacksIndexes: applied.get(file.name)?.lacks_indexes === true }))
    .filter((file) => file.lacksIndexes || !applied.has(file.name));
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

/** The files that this version has, in their order. */
export async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(migrationsFolder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(migrationsFolder, name), 'utf8');
      return { name, text, hash: createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex') };
    }),
  );
}

/** Applies one file; when it fails the database is as it was before. */
export async function applyMigration(
  client: pg.Client,
  migration: Migration,
  log: (message: string) => void,
): Promise<void> {
  log(`migrating: ${migration.name}`);
  try {
    const now = migration.lacksIndexes ? '' : await withoutLongIndexes(client, migration.text);
    if (!migration.lacksIndexes) await whenTablesAreFree(() => inOneTransaction(client, now, migration));
    if (now === migration.text) return;
    await whenTablesAreFree(() => buildMissingIndexes(client, migration.text));
    await client.query('update migrations set lacks_indexes = false where name = $1', [migration.name]);
  } catch (error) {
    throw new Error(`Migration ${migration.name} failed and was rolled back: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** Tries again while others hold a table that is needed. */
async function whenTablesAreFree(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await work();
      return;
    } catch (error) {
      const isTaken = ['55P03', '40P01'].includes((error as pg.DatabaseError).code ?? '');
      if (!isTaken || attempt === TABLE_TRIES) throw error;
      await delay(TABLE_PAUSE_MS);
    }
  }
}

/** Applies a migration, as a whole or but for indexes. */
async function inOneTransaction(client: pg.Client, now: string, { name, text, hash }: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(now);
    await client.query('insert into migrations (name, hash, lacks_indexes) values ($1, $2, $3)', [
      name,
      hash,
      now !== text,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}
