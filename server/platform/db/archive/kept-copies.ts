import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Archive } from './archive-folder.ts';
import { copiesIn } from './cluster-copy.ts';
import { numberOf } from './segments.ts';

const DAY = 86_400_000;

/**
 * Removes what is not needed to go back `days` days: copies but the newest of those that are older, and the log from before the
 * oldest copy that stays. Says how much went.
 */
export async function removeOldCopies(
  archive: Archive,
  { days, now }: { days: number; now: Date },
): Promise<{ copies: number; segments: number }> {
  const all = await copiesIn(archive);
  const earliest = new Date(now.getTime() - days * DAY).toISOString();
  const old = all.filter((copy) => copy.finished_at < earliest).slice(0, -1);
  for (const { folder } of old) await rm(folder, { recursive: true });
  const oldest = all.find((copy) => !old.includes(copy));
  const segments = oldest ? await removeLogBefore(archive, numberOf(oldest.first_segment)) : 0;
  return { copies: old.length, segments };
}

async function removeLogBefore({ wal }: Archive, first: number): Promise<number> {
  // Also the notes that PostgreSQL makes of each copy; what tells where histories branch off stays.
  const names = (await readdir(wal)).filter((name) => numberOf(name.slice(0, 24)) < first);
  for (const name of names) await rm(join(wal, name), { force: true });
  return names.length;
}
