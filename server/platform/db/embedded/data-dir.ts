import { accessSync, chmodSync, constants, existsSync, mkdirSync, realpathSync } from 'node:fs';
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
  if (!user || !blocked) return dataDir;
  // A database that is there already must not be exchanged silently for an empty one.
  if (explicit || existsSync(clusterDir)) throw blockedError(dataDir, blocked, user);
  log(`The database's account cannot enter ${blocked}: the data folder is ${SYSTEM_DIR}.`);
  return SYSTEM_DIR;
}

/** Makes the data folder when it is missing, checks that the account reaches it, and gives its real path. */
export function prepareDataDir(dataDir: string, user: OsUser | undefined): string {
  const wanted = resolve(dataDir);
  const real = makeWritable(wanted, user ? 0o711 : 0o700);
  const blocked = user && firstBlockedFolder(real, user);
  if (user && blocked) throw blockedError(real, blocked, user);
  return real;
}

function makeWritable(folder: string, mode: number): string {
  try {
    makeFolder(folder, mode);
    accessSync(folder, constants.W_OK);
    return realpathSync(folder);
  } catch (error) {
    throw new Error(
      `The data folder ${folder} cannot be written (${(error as Error).message}): choose another, or give it to the OS user that runs Arvelo.`,
    );
  }
}

/** Creates a folder and its parents; only those that it created get `mode`, whatever the umask. */
export function makeFolder(folder: string, mode: number): void {
  const first = mkdirSync(folder, { recursive: true });
  if (!first) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) chmodSync(made, mode);
}

function blockedError(dataDir: string, blocked: string, user: OsUser): Error {
  return new Error(
    `The data folder ${dataDir} cannot be used: Arvelo runs as root, its database as the OS user ${user.name}, which may not enter ${blocked}. ` +
      `Choose a data folder elsewhere (such as ${SYSTEM_DIR}), or start Arvelo as an ordinary user.`,
  );
}
