import { createWriteStream, existsSync, lchownSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BackupError } from '#server/platform/db/backup/backup-error.ts';
import { unpack } from '#server/platform/db/backup/packed-file.ts';
import { usableBinaries } from '#server/platform/db/embedded/binaries.ts';
import { type ClusterPaths, clusterPaths, takeOwnership } from '#server/platform/db/embedded/cluster.ts';
import { prepareDataDir } from '#server/platform/db/embedded/data-dir.ts';
import { launchPostmaster } from '#server/platform/db/embedded/launch.ts';
import { databaseOsUser } from '#server/platform/db/embedded/os-user.ts';
import { stopPostmaster } from '#server/platform/db/embedded/postmaster.ts';
import { withLock } from '#server/platform/db/embedded/run-folder.ts';
import { inParallel } from '#server/platform/in-parallel.ts';
import type { Archive } from './archive-folder.ts';
import { restoreCommand } from './archive-settings.ts';
import type { KeptCopy } from './cluster-copy.ts';
import { FILES_AT_ONCE } from './cluster-copy.ts';
import { missingSegment, segmentsIn } from './segments.ts';

export interface ToTimeInput {
  archive: Archive;
  copy: KeptCopy;
  /** null: as late as the archive goes. */
  until: Date | null;
  /** Where the cluster comes to stand; it must hold none. */
  dataDir: string;
}

/** Brings an embedded cluster back as it was at a moment; resolves with when its last change was made. Nothing stays of a failure. */
export async function restoreToTime(input: ToTimeInput): Promise<string | null> {
  const wanted = clusterPaths(input.dataDir);
  const user = databaseOsUser(wanted.clusterDir, () => {});
  const paths = clusterPaths(prepareDataDir(input.dataDir, user));
  return withLock(paths.runDir, async () => {
    refuseFilled(paths);
    const missing = missingSegment(
      await segmentsIn(input.archive.wal),
      input.copy.first_segment,
      input.copy.last_segment,
    );
    if (missing && input.until === null) throw gapError(input.archive, missing);
    // The name of a cluster that is not finished: the next start removes what a killed restore leaves behind.
    const unfinished = join(paths.dataDir, `postgres.new-${process.pid}`);
    const passing = { ...paths, clusterDir: join(unfinished, 'data'), logFile: join(unfinished, 'recovery.log') };
    try {
      await unpackCopy(input.copy, { cluster: passing.clusterDir, data: unfinished });
      if (user) lchownSync(unfinished, user.uid, user.gid);
      takeOwnership(passing.clusterDir, user);
      const binaries = await usableBinaries(paths.dataDir, user);
      const settings = recoverySettings(input);
      try {
        await launchPostmaster({ paths: passing, binaries, user, settings, readyMs: Number.POSITIVE_INFINITY });
      } catch (error) {
        throw explain(error, { input, missing, log: logOf(passing) });
      }
      await stopPostmaster(passing.clusterDir);
      putInPlace(unfinished, paths);
      return lastChangeIn(logOf(passing));
    } finally {
      await stopPostmaster(passing.clusterDir);
      rmSync(unfinished, { recursive: true, force: true });
    }
  });
}

function refuseFilled({ clusterDir }: ClusterPaths): void {
  if (!existsSync(clusterDir)) return;
  throw new BackupError(`${clusterDir} holds a database already: set DATA_DIR to a folder without one`);
}

async function unpackCopy(copy: KeptCopy, to: { cluster: string; data: string }): Promise<void> {
  await mkdir(to.cluster, { recursive: true, mode: 0o700 });
  for (const folder of copy.folders) mkdirSync(join(to.cluster, folder), { recursive: true, mode: 0o700 });
  await inParallel(copy.files, FILES_AT_ONCE, async (entry) => {
    const [part = '', ...below] = entry.path.split('/');
    const target = join(part === 'cluster' ? to.cluster : to.data, ...below);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await unpack(copy.folder, entry, createWriteStream(target, { mode: 0o600 }));
  });
  await writeFile(join(to.cluster, 'recovery.signal'), '');
}

function recoverySettings({ archive, until }: ToTimeInput): Record<string, string> {
  return {
    restore_command: restoreCommand(archive),
    recovery_target_action: 'promote',
    // Nobody is to read before the moment is reached.
    hot_standby: 'off',
    // Names of time zones, and so Z, mean nothing to it before it has started.
    ...(until && { recovery_target_time: until.toISOString().replace('T', ' ').replace('Z', '+00') }),
  };
}

function putInPlace(unfinished: string, paths: ClusterPaths): void {
  renameSync(join(unfinished, 'postgres-password'), paths.passwordFile);
  const key = join(unfinished, 'secret-key');
  const keptKey = join(paths.dataDir, 'secret-key');
  if (existsSync(key) && !existsSync(keptKey)) renameSync(key, keptKey);
  renameSync(join(unfinished, 'data'), paths.clusterDir);
}

function logOf({ logFile }: ClusterPaths): string {
  return existsSync(logFile) ? readFileSync(logFile, 'utf8') : '';
}

function lastChangeIn(log: string): string | null {
  return /last completed transaction was at log time (\S+ \S+)/.exec(log)?.[1] ?? null;
}

interface Failure {
  input: ToTimeInput;
  missing: string | null;
  log: string;
}

function explain(error: unknown, { input, missing, log }: Failure): unknown {
  if (missing) return gapError(input.archive, missing);
  if (!log.includes('recovery ended before configured recovery target was reached')) return error;
  const last = lastChangeIn(log) ?? input.copy.finished_at;
  return new BackupError(
    `The archive does not reach to ${input.until?.toISOString()}: its last change is of ${last} UTC. --until latest brings back all of it`,
  );
}

function gapError({ wal }: Archive, missing: string): BackupError {
  return new BackupError(
    `The piece ${missing} of the log is missing from ${wal}, so nothing after it can be brought back: choose an earlier --until, or one after a later copy of the database`,
  );
}
