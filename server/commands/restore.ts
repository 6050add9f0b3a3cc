import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Config } from '#server/config.ts';
import { type Manifest, readManifest } from '#server/platform/db/backup/manifest.ts';
import { restoreBackup } from '#server/platform/db/backup/restore-backup.ts';
import { unpackFiles } from '#server/platform/db/backup/stored-files.ts';
import { asOwner } from '#server/platform/db/setup.ts';
import { createFileStore } from '#server/platform/files/file-store.ts';
import { seconds, showTable, summaryOf } from './backup.ts';
import { verifyRestored } from './check-restored.ts';
import { CommandError } from './command-error.ts';
import { openOwnerDatabase } from './owner-database.ts';
import { planRestoreUntil } from './restore-until.ts';

export interface RestoreOptions {
  /** Starts the product on the restored data, asks it, and recomputes its totals. */
  verify?: boolean;
  /** Into a place of its own that is removed afterwards: shows that the backup is good, and touches nothing. */
  drill?: boolean;
  /** Out of the archive of the embedded database, as it was at this time. */
  until?: string;
}

/** Brings a backup, or an archive as of a time, into the empty database of the settings, or into one made for the purpose. */
export async function restore(config: Config, from: string | undefined, options: RestoreOptions): Promise<void> {
  if (options.until !== undefined) {
    const into = await planRestoreUntil(config, from, options.until);
    return options.drill ? inDrill(config, into) : into(config);
  }
  if (from === undefined) throw new CommandError('Name the folder of the backup, or give --until for the archive');
  const folder = resolve(from);
  const manifest = await readManifest(folder);
  process.stdout.write(`${summaryOf(manifest)}, as of ${manifest.created_at}\n`);
  const { drill = false, verify = false } = options;
  const into = (place: Config) => restoreInto(place, { folder, manifest, verify: verify || drill });
  return drill ? inDrill(config, into) : into(config);
}

/** Restores into a place that is removed afterwards. */
async function inDrill(config: Config, into: (place: Config) => Promise<void>): Promise<void> {
  const place = await mkdtemp(join(tmpdir(), 'arvelo-drill-'));
  // Started by root, the database works as another account, which must be able to enter.
  await chmod(place, 0o711);
  try {
    const drill: Config = {
      ...config,
      databaseUrl: null,
      databaseAppUrl: null,
      archiveDir: null,
      // Files come into the place too, whatever holds those that people work with.
      s3: null,
      dataDir: join(place, 'data'),
      dataDirExplicit: true,
    };
    await into(drill);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

interface Restoring {
  folder: string;
  manifest: Manifest;
  verify: boolean;
}

async function restoreInto(config: Config, { folder, manifest, verify }: Restoring): Promise<void> {
  const started = performance.now();
  const { ownerUrl, dataDir, close } = await openOwnerDatabase(config);
  try {
    const onTable = process.stdout.isTTY ? showTable : undefined;
    await asOwner(ownerUrl, (owner) => restoreBackup(owner, { folder, manifest, ...(onTable && { onTable }) }));
    const store = config.s3 && createFileStore(config);
    await unpackFiles(folder, manifest.files, { dataDir, store });
    process.stdout.write(
      `Restored in ${seconds(started)} s; rows and checksums of all ${manifest.tables.length} tables agree\n`,
    );
    if (verify) await verifyRestored(config);
  } finally {
    await close();
  }
}
