import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { asOwner } from '#server/platform/db/setup.ts';
import type { FileStore } from '#server/platform/files/file-store.ts';
import { BackupError } from './backup-error.ts';
import { type FileEntry, type Manifest, type TableEntry, writeManifest } from './manifest.ts';
import { packInto } from './packed-file.ts';
import { packFiles, packStored } from './stored-files.ts';
import { attachedKeys, type BackupTable, backupTables, contentsOf, readSequences, selectRows } from './tables.ts';

/** Where the files of an installation are. */
interface BackupFiles {
  dataDir: string;
  /** What keeps attachments, when that is not the data folder. */
  store: FileStore | null;
}

export interface BackupInput {
  ownerUrl: string;
  /** Where the backup's folder comes to stand; it must not exist. */
  folder: string;
  product: string;
  tenant: Manifest['tenant'];
  /** Uploaded files and the secret key go along; null leaves them out. */
  files: BackupFiles | null;
  onTable?: (name: string, rows: number) => void;
}

/**
 * Writes a backup while everybody works on: all tables as they were at one moment. The folder gets its name when it is complete;
 * what a killed backup has left behind ends in `.partial`.
 */
export async function writeBackup(input: BackupInput): Promise<Manifest> {
  const partial = `${input.folder}.partial`;
  await mkdir(dirname(input.folder), { recursive: true, mode: 0o700 });
  await rm(partial, { recursive: true, force: true });
  await refuseExisting(input.folder);
  await mkdir(join(partial, 'tables'), { recursive: true, mode: 0o700 });
  try {
    const manifest = await asOwner(input.ownerUrl, (client) => readAll(client, input, partial));
    await writeManifest(partial, manifest);
    await rename(partial, input.folder);
    return manifest;
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

async function refuseExisting(folder: string): Promise<void> {
  const found = await readdir(folder).catch(() => null);
  if (found) throw new BackupError(`${folder} exists already: a backup gets a folder of its own`);
}

async function readAll(client: pg.Client, input: BackupInput, folder: string): Promise<Manifest> {
  // The owner sees every row; should a policy ever hold it, this fails loudly instead of leaving rows out.
  await client.query('begin isolation level repeatable read read only; set local row_security = off');
  const { rows } = await client.query<{ now: string; version: string }>(
    `select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as now, current_setting('server_version') as version`,
  );
  const migrations = await client.query<{ name: string; hash: string }>(
    'select name, hash from migrations order by name',
  );
  const tables = await backupTables(client, { ofOneTenant: input.tenant !== null });
  const sequences = await readSequences(client, tables);
  const entries: TableEntry[] = [];
  for (const table of tables) entries.push(await copyTable(client, table, { input, folder }));
  const keys = input.files?.store ? await attachedKeys(client, input.tenant?.id ?? null) : [];
  await client.query('commit');
  // After the rows: a file is written before the row that names it, so every row of the backup has its file.
  const files = input.files ? await packAll(input, { files: input.files, keys, folder }) : [];
  return {
    format: 1,
    created_at: rows[0]?.now ?? '',
    product: input.product,
    postgres: rows[0]?.version ?? '',
    tenant: input.tenant,
    migrations: migrations.rows,
    sequences,
    tables: entries,
    files,
  };
}

async function packAll(
  { tenant }: BackupInput,
  { files, keys, folder }: { files: BackupFiles; keys: readonly string[]; folder: string },
): Promise<FileEntry[]> {
  const ofFolder = await packFiles(files.dataDir, folder, tenant?.id ?? null);
  const ofStore = files.store ? await packStored(files.store, keys, folder) : [];
  return [...ofFolder, ...ofStore];
}

async function copyTable(
  client: pg.Client,
  table: BackupTable,
  { input, folder }: { input: BackupInput; folder: string },
): Promise<TableEntry> {
  const select = selectRows(table, input.tenant?.id ?? null);
  const contents = await contentsOf(client, select);
  const source = client.query(copyTo(`copy (${select}) to stdout`));
  const file = await packInto(folder, `tables/${table.name}.copy.zst`, source);
  input.onTable?.(table.name, contents.rows);
  return { name: table.name, columns: table.columns, ...contents, file };
}
