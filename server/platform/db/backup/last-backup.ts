import type pg from 'pg';
import type { Database } from '#server/platform/db/database.ts';
import { asOwner } from '#server/platform/db/setup.ts';
import { sql } from '#server/platform/db/sql.ts';
import type { Manifest } from './manifest.ts';

/** How backups of the whole installation went last. */
export interface LastBackup {
  good: { at: string; seconds: number; bytes: number; folder: string } | null;
  /** The last one that failed, unless a good one came after it. */
  failed: { at: string; message: string } | null;
}

const GOOD = 'backup_good';
const FAILED = 'backup_failed';

export function bytesOf({ tables, files }: Manifest): number {
  return [...tables.map((table) => table.file), ...files].reduce((sum, file) => sum + file.bytes, 0);
}

export function noteGoodBackup(ownerUrl: string, good: NonNullable<LastBackup['good']>): Promise<void> {
  return note(ownerUrl, GOOD, good);
}

export function noteFailedBackup(ownerUrl: string, failed: NonNullable<LastBackup['failed']>): Promise<void> {
  return note(ownerUrl, FAILED, failed);
}

export async function lastBackup(db: Database): Promise<LastBackup> {
  return readLast(await db.global(sql`select key, value from installation where key in (${GOOD}, ${FAILED})`));
}

/** The same for the owner of a database that need not be migrated yet. */
export async function lastBackupFor(owner: pg.Client): Promise<LastBackup> {
  const { rows: found } = await owner.query("select to_regclass('public.installation') is not null as is_there");
  if (!found[0].is_there) return { good: null, failed: null };
  const { rows } = await owner.query('select key, value from installation where key in ($1, $2)', [GOOD, FAILED]);
  return readLast(rows);
}

function readLast(rows: readonly Record<string, unknown>[]): LastBackup {
  const entry = (key: string) => JSON.parse(String(rows.find((row) => row.key === key)?.value ?? 'null'));
  const good: LastBackup['good'] = entry(GOOD);
  const failed: LastBackup['failed'] = entry(FAILED);
  return { good, failed: good && failed && failed.at < good.at ? null : failed };
}

async function note(ownerUrl: string, key: string, value: object): Promise<void> {
  await asOwner(ownerUrl, (owner) =>
    owner.query(
      'insert into installation (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value',
      [key, JSON.stringify(value)],
    ),
  );
}
