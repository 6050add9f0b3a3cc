import { resolve } from 'node:path';
import type { Config } from '#server/config.ts';
import { findArchive, pickCopy } from '#server/platform/db/archive/pick-copy.ts';
import { readUntil } from '#server/platform/db/archive/read-until.ts';
import { restoreToTime } from '#server/platform/db/archive/restore-to-time.ts';
import { startNewHistory } from '#server/platform/db/backup/restore-backup.ts';
import { attachedKeys } from '#server/platform/db/backup/tables.ts';
import { resolveDataDir } from '#server/platform/db/embedded.ts';
import { asOwner } from '#server/platform/db/setup.ts';
import { createFileStore, type FileStore } from '#server/platform/files/file-store.ts';
import { seconds } from './backup.ts';
import { verifyRestored } from './check-restored.ts';
import { CommandError } from './command-error.ts';
import { openOwnerDatabase } from './owner-database.ts';

/** Looks at what the archive holds for a time, and gives what brings it into the embedded database of the settings. */
export async function planRestoreUntil(config: Config, from: string | undefined, time: string) {
  if (config.databaseUrl) throw new CommandError('--until is for the embedded PostgreSQL: leave DATABASE_URL out');
  const place = from ?? config.archiveDir;
  if (place === null) throw new CommandError('Name the folder of the archive, or set ARCHIVE_DIR');
  const until = readUntil(time, new Date());
  const archive = await findArchive(resolve(place));
  const copy = await pickCopy(archive, until);
  process.stdout.write(`From the copy of ${copy.started_at} and the log since\n`);

  return async (into: Config): Promise<void> => {
    const started = performance.now();
    const dataDir = resolveDataDir(into.dataDir, into.dataDirExplicit);
    const last = await restoreToTime({ archive, copy, until, dataDir });
    const as = until ? `as of ${until.toISOString()}` : 'as late as the archive goes';
    const change = last ? `the last change before it is of ${last} UTC` : 'nothing had changed since the copy';
    process.stdout.write(`Restored ${as} in ${seconds(started)} s; ${change}\n`);
    await settle(into);
    await verifyRestored(into);
  };
}

/** What ends with a restore: sessions, the history of the change feed; and says which attachments have no file here. */
async function settle(config: Config): Promise<void> {
  const { ownerUrl, dataDir, close } = await openOwnerDatabase(config);
  try {
    await asOwner(ownerUrl, async (owner) => {
      await owner.query('delete from sessions');
      await startNewHistory(owner);
      const keys = await attachedKeys(owner, null);
      const missing = await countMissing(createFileStore({ dataDir, s3: config.s3 }), keys);
      if (missing === 0) return;
      process.stdout.write(
        `${missing} of ${keys.length} attachments have no file here: bring the folder files of the old data folder, or of a backup, into ${dataDir}\n`,
      );
    });
  } finally {
    await close();
  }
}

async function countMissing(store: FileStore, keys: readonly string[]): Promise<number> {
  let missing = 0;
  for (const key of keys) {
    const file = await store.read(key).catch(() => null);
    if (file) file.destroy();
    else missing += 1;
  }
  return missing;
}
