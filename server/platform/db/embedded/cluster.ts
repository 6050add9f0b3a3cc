import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  lchownSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { type OsUser, runAs } from './os-user.ts';
import { sendSignal } from './postmaster.ts';
import { processesTitled, processIdentity } from './process-identity.ts';
import { waitFor } from './wait-for.ts';

/** The role that owns everything in the private cluster. */
export const OWNER_ROLE = 'arvelo';
export const DATABASE = 'arvelo';
const MAJOR_VERSION = '18';
const REMOVE_MS = 5_000;

/** Where the parts of one embedded database are. */
export interface ClusterPaths {
  dataDir: string;
  clusterDir: string;
  passwordFile: string;
  logFile: string;
  runDir: string;
}

export function clusterPaths(dataDir: string): ClusterPaths {
  return {
    dataDir,
    clusterDir: join(dataDir, 'postgres'),
    passwordFile: join(dataDir, 'postgres-password'),
    logFile: join(dataDir, 'postgres.log'),
    runDir: join(dataDir, 'run'),
  };
}

/** What runs the cluster, and as whom. */
interface Account {
  binaries: Binaries;
  user: OsUser | undefined;
}

/** Makes sure of a complete cluster of the right version and gives the owner's password. Call it under the lock. */
export async function ensureCluster(paths: ClusterPaths, account: Account): Promise<string> {
  await removeUnfinished(paths, account.binaries.initdb);
  if (existsSync(paths.clusterDir)) {
    checkVersion(paths.clusterDir);
    takeOwnership(paths.clusterDir, account.user);
    return readPassword(paths.passwordFile);
  }
  const { passwordFile } = paths;
  const password = existsSync(passwordFile) ? readPassword(passwordFile) : createPassword(passwordFile);
  await createCluster(paths, account, password);
  return password;
}

/** Leftovers of an initdb whose starter was killed; it may itself still be at work. */
async function removeUnfinished({ dataDir, clusterDir }: ClusterPaths, initdb: string): Promise<void> {
  for (const name of readdirSync(dataDir)) {
    const pid = Number(/^postgres\.new-(\d+)$/.exec(name)?.[1]);
    // We hold the lock, so our own pid can only be that of an earlier process with the same one.
    if (!pid || (pid !== process.pid && processIdentity(pid))) continue;
    const orphans = processesTitled(`${initdb} --pgdata=${clusterDir}.new-${pid}/`);
    for (const orphan of orphans) sendSignal(orphan, 'SIGKILL');
    await removeFolder(join(dataDir, name));
  }
}

/** Again until it is gone: rmSync silently stops half-way when a dying process removes a file in the same moment. */
async function removeFolder(folder: string): Promise<void> {
  const options = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 };
  await waitFor(() => {
    rmSync(folder, options);
    return !existsSync(folder);
  }, REMOVE_MS);
}

function checkVersion(clusterDir: string): void {
  const version = readFileSync(join(clusterDir, 'PG_VERSION'), 'utf8').trim();
  if (version === MAJOR_VERSION) return;
  throw new Error(
    `${clusterDir} was made by PostgreSQL ${version}, and this Arvelo brings ${MAJOR_VERSION}: start the Arvelo version that made it, back up there and restore here.`,
  );
}

/** PostgreSQL accepts only its own account's folder with no rights for others; a restored backup often belongs to root. */
export function takeOwnership(clusterDir: string, user: OsUser | undefined): void {
  const { uid, mode } = statSync(clusterDir);
  if (user && uid !== user.uid) chownTree(clusterDir, user);
  if ((mode & 0o027) !== 0) chmodSync(clusterDir, 0o700);
}

function chownTree(path: string, user: OsUser): void {
  lchownSync(path, user.uid, user.gid);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) chownTree(child, user);
    else lchownSync(child, user.uid, user.gid);
  }
}

function readPassword(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Error(
      `Cannot read ${file}, the password of the database beside it (${(error as Error).message}): restore that file from your backup.`,
    );
  }
}

/** Hexadecimal, so that it needs no escaping in a connection string. */
function createPassword(file: string): string {
  const password = randomBytes(24).toString('hex');
  const unfinished = `${file}.new-${process.pid}`;
  writeFileSync(unfinished, `${password}\n`, { mode: 0o600, flush: true });
  linkSync(unfinished, file);
  rmSync(unfinished);
  return password;
}

/** Works beside the final place: a cluster under its own name is always complete and on disk. */
async function createCluster(paths: ClusterPaths, account: Account, password: string): Promise<void> {
  const unfinished = `${paths.clusterDir}.new-${process.pid}`;
  const passwordFile = join(unfinished, 'password');
  const folder = join(unfinished, 'data');
  mkdirSync(unfinished, { mode: 0o700 });
  try {
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    if (account.user) chownTree(unfinished, account.user);
    await runInitdb(folder, passwordFile, account);
    await createDatabase(folder, account);
    await syncCluster(folder, account);
    renameSync(folder, paths.clusterDir);
    syncFolder(paths.dataDir);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

async function runInitdb(folder: string, passwordFile: string, { binaries, user }: Account): Promise<void> {
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = [`--username=${OWNER_ROLE}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  // Few buffers save initdb a quarter of its time; the running server gets its own number on the command line.
  const rest = ['--data-checksums', '--no-sync', '--no-instructions', '--set=shared_buffers=32MB'];
  const create = (libc: string) =>
    runAs(user, [binaries.initdb, `--pgdata=${folder}`, ...locale, `--locale=${libc}`, ...access, ...rest]);
  // Sorting and upper case come from PostgreSQL itself; the system's locale serves text search only, and not every system has this one.
  let result = await create('C.UTF-8');
  if (!result.ok && result.output.includes('invalid locale')) result = await create('C');
  if (!result.ok) throw initdbError(folder, result.output);
}

/** Without a server and without waiting for the disk: a tenth of the time it takes later. */
async function createDatabase(folder: string, { binaries, user }: Account): Promise<void> {
  const arguments_ = ['--single', '-F', '-D', folder, 'postgres'];
  const statement = `create database ${DATABASE} strategy file_copy\n`;
  const result = await runAs(user, [binaries.postgres, ...arguments_], statement);
  if (!result.ok || /ERROR|FATAL|PANIC/.test(result.output)) throw initdbError(folder, result.output);
}

async function syncCluster(folder: string, { binaries, user }: Account): Promise<void> {
  const method = process.platform === 'linux' ? ['--sync-method=syncfs'] : [];
  const result = await runAs(user, [binaries.initdb, `--pgdata=${folder}`, '--sync-only', ...method]);
  if (!result.ok) throw initdbError(folder, result.output);
}

function initdbError(folder: string, output: string): Error {
  const hint = output.includes('No space left') ? 'Free some disk space' : 'Set DATABASE_URL to a PostgreSQL 15 to 18';
  const reason =
    output
      .split('\n')
      .filter((line) => /error|fatal|panic|cannot|could not|no space/i.test(line))
      .join('\n') || output;
  return new Error(`Could not create the embedded database in ${folder}:\n${reason}\n${hint}, then start again.`);
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
