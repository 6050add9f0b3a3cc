import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Config } from '#server/config.ts';
import { archiveOf } from '#server/platform/db/archive/archive-folder.ts';
import { removeOldCopies } from '#server/platform/db/archive/kept-copies.ts';
import { writeClusterCopy } from '#server/platform/db/archive/write-copy.ts';
import { seconds } from './backup.ts';
import { CommandError } from './command-error.ts';
import { openOwnerDatabase } from './owner-database.ts';

const { version } = createRequire(import.meta.url)('#package') as { version: string };

/** Copies the embedded database into its archive, from where it can be brought back as of any later moment. */
export async function archive(config: Config): Promise<void> {
  const { archiveDir, archiveDays: days } = config;
  if (archiveDir === null) throw new CommandError('Set ARCHIVE_DIR to the folder that shall hold the archive');
  const { ownerUrl, dataDir, close } = await openOwnerDatabase(config);
  try {
    const started = performance.now();
    const copy = await writeClusterCopy({ ownerUrl, dataDir, archiveDir, product: version });
    if (!copy) throw new CommandError('Another process is copying the database at this moment');
    const mib = copy.files.reduce((sum, file) => sum + file.bytes, 0) / 2 ** 20;
    process.stdout.write(
      `${copy.files.length} files, ${mib.toFixed(1)} MiB in ${seconds(started)} s\n${copy.folder}\n` +
        `Any moment from ${copy.finished_at} on can be brought back\n`,
    );
    const removed = await removeOldCopies(archiveOf(archiveDir, join(dataDir, 'postgres')), { days, now: new Date() });
    if (removed.copies > 0) process.stdout.write(`${removed.copies} older removed\n`);
  } finally {
    await close();
  }
}
