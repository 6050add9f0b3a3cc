import { readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type { Config } from '#server/config.ts';
import { findBackupTenant } from '#server/platform/db/backup/find-tenant.ts';
import { type Manifest, readManifest } from '#server/platform/db/backup/manifest.ts';
import { writeBackup } from '#server/platform/db/backup/write-backup.ts';
import { asOwner } from '#server/platform/db/setup.ts';

import { CommandError } from './command-error.ts';
import { openOwnerDatabase } from './owner-database.ts';

const { version } = createRequire(import.meta.url)('#package') as { version: string };

export interface BackupOptions {
  /** The folder in which the backup gets one of its own; left out: `backups` in the data folder. */
  to?: string;
  tenant?: string;
  files: boolean;
  /** How many backups stay; older ones of the same kind in the folder are removed after a good one. */
  keep?: number;
}

/** Writes a backup of a running or stopped installation and says what is in it. */
export async function backup(config: Config, options: BackupOptions): Promise<void> {
  const { ownerUrl, dataDir, close } = await openOwnerDatabase(config);
  try {
    const tenant = options.tenant
      ? await asOwner(ownerUrl, (owner) => findBackupTenant(owner, options.tenant ?? ''))
      : null;
    const place = resolve(options.to ?? join(dataDir, 'backups'));
    const folder = join(place, backupName(tenant, new Date()));
    const started = performance.now();
    const manifest = await writeBackup({
      ownerUrl,
      folder,
      product: version,
      tenant,
      dataDir: options.files ? dataDir : null,
      onTable: process.stdout.isTTY ? showTable : undefined,
    });
    process.stdout.write(`${summaryOf(manifest)} in ${seconds(started)} s\n${folder}\n`);
    const removed = options.keep ? await removeOlder(place, { like: tenant, keep: options.keep }) : 0;
    if (removed > 0) process.stdout.write(`${removed} older ${removed === 1 ? 'backup' : 'backups'} removed\n`);
  } finally {
    await close();
  }
}

export function showTable(name: string, rows: number): void {
  process.stdout.write(`  ${name.padEnd(24)} ${rows.toLocaleString('en')} rows\n`);
}

export function summaryOf({ tables, files, tenant }: Manifest): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const bytes = [...tables.map((table) => table.file), ...files].reduce((sum, file) => sum + file.bytes, 0);
  const whose = tenant ? `"${tenant.name}"` : 'The whole installation';
  return `${whose}: ${tables.length} tables with ${rows.toLocaleString('en')} rows, ${files.length} files, ${(bytes / 2 ** 20).toFixed(1)} MiB`;
}

export function seconds(started: number): string {
  return ((performance.now() - started) / 1000).toFixed(1);
}

/** `arvelo-20261124T101500Z`, of one organization `arvelo-7-20261124T101500Z`: they sort by age. */
function backupName(tenant: Manifest['tenant'], now: Date): string {
  return `${prefixOf(tenant)}${now.toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '')}`;
}

function prefixOf(tenant: Manifest['tenant']): string {
  return tenant ? `arvelo-${tenant.id}-` : 'arvelo-';
}

async function removeOlder(place: string, { like, keep }: { like: Manifest['tenant']; keep: number }): Promise<number> {
  const pattern = new RegExp(`^${prefixOf(like)}\\d{8}T\\d{6}Z$`);
  const names = (await readdir(place)).filter((name) => pattern.test(name)).sort();
  const old = names.slice(0, -keep);
  for (const name of old) {
    // Only what really is a backup goes.
    await readManifest(join(place, name)).catch((error) => {
      throw new CommandError(`${error.message}: it is left where it is`);
    });
    await rm(join(place, name), { recursive: true });
  }
  return old.length;
}
