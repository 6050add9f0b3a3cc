import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { cleanUpFiles } from './features/attachments/clean-up-files.ts';
import { forgetOldEvents } from './features/audit/forget-old-events.ts';
import { cleanUp } from './features/auth/clean-up.ts';
import { archiveCopies } from './features/backups/archive-copies.ts';
import { scheduledBackup } from './features/backups/scheduled-backup.ts';
import { remind } from './features/notifications/remind.ts';
import { inEveryTenant } from './features/tenants/in-every-tenant.ts';
import { emptyTrash } from './features/trash/empty-trash.ts';
import { createFileStore } from './platform/files/file-store.ts';
import type { Job } from './platform/jobs/worker.ts';

const { version } = createRequire(import.meta.url)('#package') as { version: string };

/** Everything that runs by the clock in every installation. */
const usualJobs: readonly Job[] = [
  { name: 'auth:clean_up', cron: '17 * * * *', run: cleanUp },
  { name: 'audit:clean_up', cron: '53 3 * * *', run: forgetOldEvents },
  { name: 'files:clean_up', cron: '*/10 * * * *', run: (app) => inEveryTenant(app, cleanUpFiles) },
  { name: 'tasks:remind', cron: '* * * * *', run: (app) => inEveryTenant(app, remind) },
  { name: 'trash:empty', cron: '41 3 * * *', run: (app) => inEveryTenant(app, emptyTrash) },
];

/** All jobs of an installation with these settings. */
export function jobsOf(config: Config, dataDir: string): readonly Job[] {
  const { backupSchedule, archiveDir, archiveDays: days } = config;
  const backup = backupSchedule === null ? [] : [backupJob(config, { schedule: backupSchedule, dataDir })];
  const archive = archiveDir === null ? [] : [archiveCopies({ archiveDir, days, dataDir, product: version })];
  return [...usualJobs, ...backup, ...archive];
}

function backupJob(config: Config, { schedule, dataDir }: { schedule: string; dataDir: string }): Job {
  const { backupKeep: keep, backupDir, s3 } = config;
  const store = s3 && createFileStore({ dataDir, s3 });
  const folder = backupDir ?? join(dataDir, 'backups');
  return scheduledBackup({ schedule, keep, folder, dataDir, store, product: version });
}
