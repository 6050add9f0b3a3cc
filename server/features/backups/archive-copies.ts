import { join } from 'node:path';
import type { App } from '#server/platform/context.ts';
import { archiveOf } from '#server/platform/db/archive/archive-folder.ts';
import { archiverState } from '#server/platform/db/archive/archiver-state.ts';
import { copiesIn } from '#server/platform/db/archive/cluster-copy.ts';
import { removeOldCopies } from '#server/platform/db/archive/kept-copies.ts';
import { writeClusterCopy } from '#server/platform/db/archive/write-copy.ts';
import { asOwner } from '#server/platform/db/setup.ts';
import type { Job } from '#server/platform/jobs/worker.ts';

export interface ArchivePlan {
  archiveDir: string;
  /** How many days one can go back. */
  days: number;
  dataDir: string;
  product: string;
}

const DAY = 86_400_000;

/**
 * Copies the embedded cluster into its archive once a day, the first time soon after archiving was switched on, and fails while
 * PostgreSQL cannot bring its log there. It looks often, as nobody knows when the machine is on.
 */
export function archiveCopies(plan: ArchivePlan): Job {
  return { name: 'archive:copy', cron: '*/5 * * * *', run: (app, { ownerUrl }) => copyWhenDue(app, ownerUrl, plan) };
}

async function copyWhenDue({ clock, log }: App, ownerUrl: string, plan: ArchivePlan): Promise<void> {
  const { failing } = await asOwner(ownerUrl, archiverState);
  if (failing) throw new Error(`The archive of the database is behind: ${failing}`);
  const archive = archiveOf(plan.archiveDir, join(plan.dataDir, 'postgres'));
  const newest = (await copiesIn(archive)).at(-1);
  const now = clock.now();
  if (newest && now.getTime() - Date.parse(newest.finished_at) < DAY) return;
  const copy = await writeClusterCopy({ ownerUrl, ...plan });
  if (!copy) return;
  const removed = await removeOldCopies(archive, { days: plan.days, now });
  log.info({ folder: copy.folder, removed }, 'the database was copied into its archive');
}
