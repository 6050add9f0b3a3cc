import { join } from 'node:path';
import type { App } from '#server/platform/context.ts';
import { backupName, removeOlder } from '#server/platform/db/backup/kept-backups.ts';
import { bytesOf, noteFailedBackup, noteGoodBackup } from '#server/platform/db/backup/last-backup.ts';
import { writeBackup } from '#server/platform/db/backup/write-backup.ts';
import type { FileStore } from '#server/platform/files/file-store.ts';
import type { Job } from '#server/platform/jobs/worker.ts';

export interface BackupPlan {
  /** Five fields of a crontab, UTC. */
  schedule: string;
  keep: number;
  folder: string;
  dataDir: string;
  /** Where attachments are kept, when not in the data folder. */
  store: FileStore | null;
  product: string;
}

/** Writes a backup of the whole installation whenever it is time; one that was missed while nobody ran it is made up for within a day. */
export function scheduledBackup(plan: BackupPlan): Job {
  return {
    name: 'backup:write',
    cron: `${plan.schedule} ?fill=1d`,
    run: (app, { ownerUrl }) => writeScheduled(app, ownerUrl, plan),
  };
}

async function writeScheduled({ clock, log }: App, ownerUrl: string, plan: BackupPlan): Promise<void> {
  const at = clock.now();
  const folder = join(plan.folder, backupName(null, at));
  const { dataDir, store, product, keep } = plan;
  const started = performance.now();
  try {
    const manifest = await writeBackup({ ownerUrl, folder, product, tenant: null, files: { dataDir, store } });
    const seconds = Math.round(performance.now() - started) / 1000;
    await noteGoodBackup(ownerUrl, { at: at.toISOString(), seconds, bytes: bytesOf(manifest), folder });
    const removed = await removeOlder(plan.folder, { like: null, keep });
    log.info({ folder, seconds, removed }, 'a backup was written');
  } catch (error) {
    await noteFailedBackup(ownerUrl, { at: at.toISOString(), message: (error as Error).message });
    throw error;
  }
}
