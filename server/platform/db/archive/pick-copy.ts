import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BackupError } from '#server/platform/db/backup/backup-error.ts';
import { type Archive, archiveIn } from './archive-folder.ts';
import { copiesIn, type KeptCopy } from './cluster-copy.ts';

/** The archive in a folder: its own, or the only one in there. */
export async function findArchive(folder: string): Promise<Archive> {
  if (existsSync(join(folder, 'copies'))) return archiveIn(folder);
  const names = (await readdir(folder).catch(() => [])).filter((name) => existsSync(join(folder, name, 'copies')));
  if (names.length === 1) return archiveIn(join(folder, names[0] ?? ''));
  throw new BackupError(
    names.length === 0
      ? `${folder} holds no archive: give the folder that ARCHIVE_DIR named`
      : `${folder} holds the archives of several databases: give one of ${names.map((name) => join(folder, name)).join(', ')}`,
  );
}

/** The newest copy from before a moment, which its log leads to; null as the moment: the newest of all. */
export async function pickCopy(archive: Archive, until: Date | null): Promise<KeptCopy> {
  const copies = await copiesIn(archive);
  const first = copies[0];
  if (!first) throw new BackupError(`${archive.folder} holds no copy of the database yet: nothing can be brought back`);
  if (until === null) return copies.at(-1) ?? first;
  const found = copies.findLast((copy) => copy.finished_at <= until.toISOString());
  if (found) return found;
  throw new BackupError(`The archive begins at ${first.finished_at}: --until ${until.toISOString()} is before that`);
}
