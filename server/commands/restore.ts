import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Config } from '#server/config.ts';
import { openApp } from '#server/open-app.ts';
import { type Manifest, readManifest } from '#server/platform/db/backup/manifest.ts';
import { restoreBackup } from '#server/platform/db/backup/restore-backup.ts';
import { unpackFiles } from '#server/platform/db/backup/stored-files.ts';
import { asOwner } from '#server/platform/db/setup.ts';
import { createFileStore } from '#server/platform/files/file-store.ts';
import { seconds, showTable, summaryOf } from './backup.ts';
import { checkRestored } from './check-restored.ts';
import { openOwnerDatabase } from './owner-database.ts';

export interface RestoreOptions {
  /** Starts the product on the restored data, asks it, and recomputes its totals. */
  verify?: boolean;
  /** Into a place of its own that is removed afterwards: shows that the backup is good, and touches nothing. */
  drill?: boolean;
}

/** Brings a backup into the empty database of the settings, or into one made for the purpose. */
export async function restore(config: Config, from: string, options: RestoreOptions): Promise<void> {
  const folder = resolve(from);
  const manifest = await readManifest(folder);
  process.stdout.write(`${summaryOf(manifest)}, as of ${manifest.created_at}\n`);
  if (!options.drill) return restoreInto(config, { folder, manifest, verify: options.verify === true });
  const place = await mkdtemp(join(tmpdir(), 'arvelo-drill-'));
  // Started by root, the database works as another account, which must be able to enter.
  await chmod(place, 0o711);
  try {
    const drill: Config = {
      ...config,
      databaseUrl: null,
      databaseAppUrl: null,
      // Files come into the place too, whatever holds those that people work with.
      s3: null,
      dataDir: join(place, 'data'),
      dataDirExplicit: true,
    };
    await restoreInto(drill, { folder, manifest, verify: true });
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
    if (!verify) return;
    const app = await openApp({ ...config, logLevel: 'warn' });
    try {
      for (const line of await checkRestored(app)) process.stdout.write(`${line}\n`);
    } finally {
      await app.close();
    }
  } finally {
    await close();
  }
}
