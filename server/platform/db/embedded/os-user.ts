import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The account that runs PostgreSQL when Arvelo itself runs as root. */
export interface OsUser {
  name: string;
  uid: number;
  gid: number;
}

export interface CommandResult {
  ok: boolean;
  /** What the program wrote, or why it could not be started. */
  output: string;
}

const NAME = 'arvelo';
// `_postgres` is what macOS calls it.
const STAND_INS = ['postgres', '_postgres', 'nobody'];

/** The account for the cluster in `clusterDir`; `undefined` when this process can run PostgreSQL itself, as it is not root. */
export function databaseOsUser(clusterDir: string, log: (message: string) => void): OsUser | undefined {
  const self = process.getuid?.();
  const owner = ownerOf(clusterDir);
  if (self !== 0) {
    if (owner && owner.uid !== self) throw new Error(wrongOwner(clusterDir, owner.uid));
    return undefined;
  }
  // A cluster made by somebody else (started without root before, or under a stand-in) stays with its owner.
  if (owner && owner.uid !== 0) return { name: `number ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  const own = findUser(NAME) ?? createUser(log);
  if (own) return own;
  for (const name of STAND_INS) {
    const user = findUser(name);
    if (!user) continue;
    log(`There is no OS user "${NAME}" and it could not be created: the database runs as "${name}".`);
    return user;
  }
  throw new Error(
    `PostgreSQL refuses to run as root: create an OS user "${NAME}", start Arvelo as an ordinary user, or set DATABASE_URL to a PostgreSQL 15 to 18.`,
  );
}

/** The first folder on the way to `path` that the user may not enter. */
export function firstBlockedFolder(path: string, user: OsUser): string | undefined {
  const folders: string[] = [];
  for (let folder = path; ; folder = dirname(folder)) {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) folders.unshift(folder);
    if (folder === dirname(folder)) break;
  }
  // Asked for real, as that user: mode bits alone would miss access lists and mount options.
  const script = 'for folder do test -x "$folder" || { printf %s "$folder"; exit 1; }; done';
  const asked = spawnSync('/bin/sh', ['-c', script, 'sh', ...folders], { ...accountOptions(user), encoding: 'utf8' });
  return asked.stdout || undefined;
}

/** Runs a program (its path, then its arguments) to its end as the database's account, with `input` to read. */
export function runAs(
  user: OsUser | undefined,
  [file, ...args]: [string, ...string[]],
  input = '',
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { ...accountOptions(user), stdio: ['pipe', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    // A program that ends without reading its input has an outcome of its own to report.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.on('error', (error) => resolve({ ok: false, output: describeSpawnError(error, file) }));
    child.on('close', (code) => resolve({ ok: code === 0, output: output.trim() }));
  });
}

/** Spawn options: the account, a folder that it can enter, and none of our variables (PGDATA, LD_LIBRARY_PATH ... would mislead). */
export function accountOptions(user: OsUser | undefined) {
  const account = user ? { uid: user.uid, gid: user.gid } : {};
  return { ...account, cwd: '/', env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } };
}

/** Undefined also where we may not look: the data folder's own check then says so. */
function ownerOf(folder: string) {
  try {
    return statSync(folder, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function wrongOwner(clusterDir: string, uid: number): string {
  return (
    `The database in ${clusterDir} belongs to the OS user number ${uid}: start Arvelo as root or as that user, as before, ` +
    `or give the whole data folder to the present one with "chown -R".`
  );
}

function findUser(name: string): OsUser | undefined {
  const uid = askId('-u', name);
  const gid = askId('-g', name);
  return uid && gid ? { name, uid, gid } : undefined;
}

function askId(flag: string, name: string): number | undefined {
  const result = spawnSync('id', [flag, name], { encoding: 'utf8' });
  return result.status === 0 ? Number(result.stdout) : undefined;
}

function createUser(log: (message: string) => void): OsUser | undefined {
  const args = [
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
    NAME,
  ];
  const result = spawnSync('useradd', args, { encoding: 'utf8' });
  // Looked up even after a failure: another Arvelo process may have created it at the same moment.
  const user = findUser(NAME);
  if (user && result.status === 0)
    log(`Created the OS user "${NAME}", which runs the database (PostgreSQL refuses to run as root).`);
  return user;
}

function describeSpawnError(error: NodeJS.ErrnoException, file: string): string {
  if (error.code !== 'ENOENT') return error.message;
  try {
    accessSync(file, constants.F_OK);
    return `${file} cannot run on this system: it is built for glibc (Alpine Linux has another C library)`;
  } catch {
    return `${file} is missing`;
  }
}
