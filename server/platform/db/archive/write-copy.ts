import { createReadStream, existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type pg from 'pg';
import { BackupError } from '#server/platform/db/backup/backup-error.ts';
import type { FileEntry } from '#server/platform/db/backup/manifest.ts';
import { packInto } from '#server/platform/db/backup/packed-file.ts';
import { asOwner } from '#server/platform/db/setup.ts';
import { inParallel } from '#server/platform/in-parallel.ts';
import { type Archive, archiveOf } from './archive-folder.ts';
import { type ClusterCopy, FILES_AT_ONCE, writeCopyManifest } from './cluster-copy.ts';

export interface CopyInput {
  ownerUrl: string;
  dataDir: string;
  archiveDir: string;
  product: string;
}

/** Contents that a server makes anew, or that the log brings; the folders must be there. */
const EMPTY = /^(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)\//;
const LEFT_OUT = /(^|\/)(postmaster\.(pid|opts)|pg_internal\.init.*|pgsql_tmp.*)$/;
const OF_DATA_DIR = ['postgres-password', 'secret-key'];
// Waiting for the log means waiting for the archive, which may be a slow disk far away.
const WAIT = '10min';

/** Copies the whole embedded cluster into the archive while everybody works on; resolves with null when another process is at it. */
export async function writeClusterCopy(input: CopyInput): Promise<(ClusterCopy & { folder: string }) | null> {
  const archive = archiveOf(input.archiveDir, join(input.dataDir, 'postgres'));
  return asOwner(input.ownerUrl, async (owner) => {
    await refuseWithoutArchive(owner);
    const { rows } = await owner.query<{ got: boolean }>(
      "select pg_try_advisory_lock(hashtext('arvelo cluster copy')) as got",
    );
    return rows[0]?.got ? copyCluster(owner, archive, input) : null;
  });
}

async function refuseWithoutArchive(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query("select current_setting('archive_mode') as mode");
  if (rows[0].mode === 'on') return;
  throw new BackupError(
    'The embedded PostgreSQL was started without ARCHIVE_DIR: stop every Arvelo process and start again',
  );
}

async function copyCluster(owner: pg.Client, archive: Archive, input: CopyInput) {
  const now = await databaseTime(owner);
  const folder = join(archive.copies, now.replace(/\.\d+/, '').replace(/[-:]/g, ''));
  const partial = `${folder}.partial`;
  await removeUnfinished(archive);
  await mkdir(partial, { recursive: true, mode: 0o700 });
  try {
    await owner.query(`set statement_timeout = '${WAIT}'`);
    const begun = await owner.query(
      `select pg_walfile_name(pg_backup_start('arvelo', fast => true)) as segment, current_setting('server_version') as version`,
    );
    const { folders, files } = await packCluster(input.dataDir, partial);
    const ended = await owner.query(
      'select pg_walfile_name(lsn) as segment, labelfile from pg_backup_stop(wait_for_archive => true)',
    );
    files.push(await packText(partial, 'cluster/backup_label', ended.rows[0].labelfile));
    await keepHistories(input.dataDir, archive);
    const copy: ClusterCopy = {
      format: 1,
      product: input.product,
      postgres: begun.rows[0].version,
      started_at: now,
      finished_at: await databaseTime(owner),
      first_segment: begun.rows[0].segment,
      last_segment: ended.rows[0].segment,
      folders,
      files,
    };
    await writeCopyManifest(partial, copy);
    await rename(partial, folder);
    return { ...copy, folder };
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw explain(error, archive);
  }
}

async function databaseTime(owner: pg.Client): Promise<string> {
  const { rows } = await owner.query(
    `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now`,
  );
  return rows[0].now;
}

/** What a killed copy has left behind. */
async function removeUnfinished({ copies }: Archive): Promise<void> {
  const names = (await readdir(copies)).filter((name) => name.endsWith('.partial'));
  for (const name of names) await rm(join(copies, name), { recursive: true, force: true });
}

async function packCluster(dataDir: string, target: string): Promise<{ folders: string[]; files: FileEntry[] }> {
  const cluster = join(dataDir, 'postgres');
  const entries = (await readdir(cluster, { recursive: true, withFileTypes: true }))
    .map((entry) => ({ entry, path: relative(cluster, join(entry.parentPath, entry.name)) }))
    .filter(({ path }) => !EMPTY.test(path) || path === 'pg_wal/archive_status');
  const folders = entries.filter(({ entry }) => entry.isDirectory()).map(({ path }) => path);
  const paths = entries.filter(({ entry, path }) => entry.isFile() && !LEFT_OUT.test(path)).map(({ path }) => path);
  const files: FileEntry[] = [];
  const pack = async (path: string, from: string) => {
    const packed = await packFile(target, path, from);
    if (packed) files.push(packed);
  };
  await inParallel(paths, FILES_AT_ONCE, (path) => pack(`cluster/${path}`, join(cluster, path)));
  for (const name of OF_DATA_DIR) await pack(`data/${name}`, join(dataDir, name));
  return { folders, files };
}

/** null: the file has gone meanwhile, and the log says so as well. */
async function packFile(target: string, path: string, from: string): Promise<FileEntry | null> {
  await mkdir(dirname(join(target, path)), { recursive: true, mode: 0o700 });
  try {
    return await packInto(target, path, createReadStream(from));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await rm(join(target, path), { force: true });
    return null;
  }
}

function packText(target: string, path: string, text: string): Promise<FileEntry> {
  return packInto(target, path, Readable.from([Buffer.from(text)]));
}

/** Where a restored database has branched off was noted before it had an archive. */
async function keepHistories(dataDir: string, { wal }: Archive): Promise<void> {
  const from = join(dataDir, 'postgres', 'pg_wal');
  const names = (await readdir(from)).filter((name) => name.endsWith('.history'));
  for (const name of names) {
    const file = join(wal, `${name}.gz`);
    if (existsSync(file)) continue;
    await writeFile(file, gzipSync(await readFile(join(from, name))), { flush: true });
    // The database's account must be able to read it, whatever the umask of this process.
    await chmod(file, 0o644);
  }
}

function explain(error: unknown, { wal }: Archive): unknown {
  if ((error as { code?: string }).code !== '57014') return error;
  return new BackupError(
    `PostgreSQL could not bring its log to ${wal} within 10 minutes: make room there, and see postgres.log in the data folder`,
  );
}
