import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type { Config } from '#server/config.ts';
import { findBackupTenant } from '#server/platform/db/backup/find-tenant.ts';
import { backupName, removeOlder } from '#server/platform/db/backup/kept-backups.ts';
import { bytesOf, noteGoodBackup } from '#server/platform/db/backup/last-backup.ts';
import type { Manifest } from '#server/platform/db/backup/manifest.ts';
import { noteTenantBackup } from '#server/platform/db/backup/note-backup.ts';
import { writeBackup } from '#server/platform/db/backup/write-backup.ts';
import { asOwner } from '#server/platform/db/setup.ts';
import { createFileStore } from '#server/platform/files/file-store.ts';
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
    const place = resolve(options.to ?? config.backupDir ?? join(dataDir, 'backups'));
    const now = new Date();
    const folder = join(place, backupName(tenant, now));
    const started = performance.now();
    const manifest = await writeBackup({
      ownerUrl,
      folder,
      product: version,
      tenant,
      files: options.files ? { dataDir, store: config.s3 && createFileStore(config) } : null,
      onTable: process.stdout.isTTY ? showTable : undefined,
    });
    if (tenant) await asOwner(ownerUrl, (owner) => noteTenantBackup(owner, manifest));
    else
      await noteGoodBackup(ownerUrl, {
        at: now.toISOString(),
        seconds: Number(seconds(started)),
        bytes: bytesOf(manifest),
        folder,
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

export function summaryOf(manifest: Manifest): string {
  const { tables, files, tenant } = manifest;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const whose = tenant ? `"${tenant.name}"` : 'The whole installation';
  return `${whose}: ${tables.length} tables with ${rows.toLocaleString('en')} rows, ${files.length} files, ${(bytesOf(manifest) / 2 ** 20).toFixed(1)} MiB`;
}

export function seconds(started: number): string {
  return ((performance.now() - started) / 1000).toFixed(1);
}
