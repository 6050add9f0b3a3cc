import { chownSync } from 'node:fs';
import { makeFolder } from '#server/platform/db/embedded/data-dir.ts';
import { firstBlockedFolder, type OsUser } from '#server/platform/db/embedded/os-user.ts';
import type { Archive } from './archive-folder.ts';

/** Seconds after which a piece of the log goes to the archive though it is not full: what may be lost with the machine. */
export const ARCHIVE_SECONDS = 60;

/** Settings with which PostgreSQL brings its log to the archive itself; the folder is made for its account. */
export function archiveSettings({ folder, wal, copies }: Archive, user: OsUser | undefined): Record<string, string> {
  makeFolder(folder, 0o711);
  makeFolder(copies, 0o700);
  makeFolder(wal, 0o700);
  if (user) chownSync(wal, user.uid, user.gid);
  const blocked = user && firstBlockedFolder(wal, user);
  if (blocked) {
    throw new Error(
      `ARCHIVE_DIR cannot be used: the database's OS user ${user.name} may not enter ${blocked}. Choose a folder elsewhere.`,
    );
  }
  return {
    archive_mode: 'on',
    archive_timeout: String(ARCHIVE_SECONDS),
    archive_command: archiveCommand(wal),
  };
}

/** How PostgreSQL gets a piece of the log back. */
export function restoreCommand({ wal }: Archive): string {
  return `gzip -dc ${quoted(wal)}/%f.gz > %p`;
}

/**
 * A piece has its name only once it is whole and on the disk; PostgreSQL asks again until it is. One that is there already is
 * left as it is, and an error when it is another: two databases must not share an archive. Most of a piece that was sent early is
 * empty, which compresses to nothing.
 */
function archiveCommand(wal: string): string {
  const file = `${quoted(wal)}/%f.gz`;
  const isThere = `if [ -f ${file} ]; then gzip -dc ${file} | cmp -s - %p; exit; fi`;
  return `${isThere}; gzip -1 < %p > ${file}.part && sync ${file}.part && mv ${file}.part ${file} && sync ${quoted(wal)}`;
}

/** For the shell, and for PostgreSQL, which reads % as the start of a name. */
function quoted(path: string): string {
  return `'${path.replaceAll("'", `'\\''`).replaceAll('%', '%%')}'`;
}
