import { accessSync, chmodSync, constants, existsSync, mkdirSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { databaseOsUser, firstBlockedFolder, type OsUser } from './os-user.ts';

/** Where root keeps what the database's account must reach. */
export const SYSTEM_DIR = '/var/lib/arvelo';

/**
 * The data folder to use: `wanted`, except that root, without an `explicit` choice, uses /var/lib/arvelo when the database's
 * account cannot reach `wanted` (a checkout below a private home). Throws when the choice was explicit.
 */
export function resolveDataDir(wanted: string, explicit: boolean, log: (message: string) => void = () => {}): string {
  const dataDir = resolve(wanted);
  const clusterDir = join(dataDir, 'postgres');
  const user = databaseOsUser(clusterDir, log);
  const blocked = user && firstBlockedFolder(dataDir, user);
  if (!user || !blocked || (blocked === dataDir && isOurs(dataDir))) return dataDir;
  // A database that is there already must not be exchanged silently for an empty one.
  if (explicit || existsSync(clusterDir)) throw blockedError(dataDir, blocked, user);
  log(`The database's account cannot enter ${blocked}: the data folder is ${SYSTEM_DIR}.`);
  return SYSTEM_DIR;
}

/** Checks that the account reaches the data folder, makes it when it is missing, and gives its real path. */
export function prepareDataDir(dataDir: string, user: OsUser | undefined): string {
  const wanted = resolve(dataDir);
  if (user) ensureReachable(wanted, user);
  try {
    makeFolder(wanted, user ? 0o711 : 0o700);
    accessSync(wanted, constants.W_OK);
    return realpathSync(wanted);
  } catch (error) {
    throw explainFileError(error, wanted);
  }
}

/** Says what to do about a full disk or missing rights; other errors stay as they are. */
export function explainFileError(error: unknown, dataDir: string): unknown {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (['ENOSPC', 'EDQUOT'].includes(code)) {
    return new Error(`The disk of ${dataDir} is full: free some space, then start again.`, { cause: error });
  }
  if (['EEXIST', 'ENOTDIR'].includes(code)) {
    return new Error(`The data folder ${dataDir} cannot be made: a file is in its place. Set DATA_DIR to a folder.`);
  }
  if (!['EACCES', 'EPERM', 'EROFS'].includes(code)) return error;
  const advice = 'choose another, or give it with all it holds to the OS user that runs Arvelo';
  return new Error(`The data folder ${dataDir} cannot be used (${message}): ${advice}.`, { cause: error });
}

/** Creates a folder and its parents; only those that it created get `mode`, whatever the umask. */
export function makeFolder(folder: string, mode: number): void {
  const first = mkdirSync(folder, { recursive: true });
  if (!first) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) chmodSync(made, mode);
}

function ensureReachable(dataDir: string, user: OsUser): void {
  let blocked = firstBlockedFolder(dataDir, user);
  if (blocked === dataDir && isOurs(dataDir)) {
    chmodSync(dataDir, (statSync(dataDir).mode & 0o777) | 0o011);
    blocked = firstBlockedFolder(dataDir, user);
  }
  if (blocked) throw blockedError(dataDir, blocked, user);
}

/** A folder made for Arvelo may be opened for passing through; one that holds other things (a home) keeps its rights. */
function isOurs(folder: string): boolean {
  const names = readdirSync(folder);
  return names.length === 0 || names.includes('postgres-password');
}

function blockedError(dataDir: string, blocked: string, user: OsUser): Error {
  return new Error(
    `The data folder ${dataDir} cannot be used: Arvelo runs as root, its database as the OS user ${user.name}, which may not enter ${blocked}. ` +
      `Choose a data folder elsewhere (such as ${SYSTEM_DIR}), or start Arvelo as an ordinary user.`,
  );
}
