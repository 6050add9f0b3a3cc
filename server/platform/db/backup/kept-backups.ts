import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BackupError } from './backup-error.ts';
import { type Manifest, readManifest } from './manifest.ts';

type Whose = Manifest['tenant'];

/** `arvelo-20261124T101500Z`, of one organization `arvelo-7-20261124T101500Z`: they sort by age. */
export function backupName(tenant: Whose, now: Date): string {
  return `${prefixOf(tenant)}${now.toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '')}`;
}

/** Removes all but the newest backups of one kind in a folder, and says how many went. */
export async function removeOlder(place: string, { like, keep }: { like: Whose; keep: number }): Promise<number> {
  const pattern = new RegExp(`^${prefixOf(like)}\\d{8}T\\d{6}Z$`);
  const names = (await readdir(place)).filter((name) => pattern.test(name)).sort();
  const old = names.slice(0, -keep);
  for (const name of old) {
    // Only what really is a backup goes.
    await readManifest(join(place, name)).catch((error) => {
      throw new BackupError(`${error.message}: it is left where it is`);
    });
    await rm(join(place, name), { recursive: true });
  }
  return old.length;
}

function prefixOf(tenant: Whose): string {
  return tenant ? `arvelo-${tenant.id}-` : 'arvelo-';
}
