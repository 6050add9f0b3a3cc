import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { commandLine, processIdentity } from './process-identity.ts';
import { waitFor } from './wait-for.ts';

const FAST_STOP_MS = 8_000;
const IMMEDIATE_STOP_MS = 12_000;
const FOUND_STOPPING_MS = 20_000;

/** A running server process of one cluster. */
export interface Postmaster {
  pid: number;
  /** Empty until it has chosen to publish it. */
  port: number | undefined;
  status: 'starting' | 'ready' | 'stopping';
}

/** The live postmaster of exactly this folder; what a dead one or a foreign process with its pid left behind does not count. */
export function findPostmaster(clusterDir: string): Postmaster | undefined {
  const lines = readPidFile(clusterDir);
  const pid = Number(lines[0]);
  if (!(pid > 0) || !isPostmasterOf(pid, clusterDir)) return undefined;
  const word = lines[7]?.trim();
  const status = word === 'ready' || word === 'stopping' ? word : 'starting';
  return { pid, port: Number(lines[3]) || undefined, status };
}

/** The live postmaster, once it has either finished starting or finished stopping. */
export async function findSettledPostmaster(clusterDir: string): Promise<Postmaster | undefined> {
  const found = findPostmaster(clusterDir);
  if (found?.status !== 'stopping') return found;
  // A shutdown that still waits for its clients to leave turns into one that cuts them off.
  await stopPostmaster(clusterDir, FOUND_STOPPING_MS);
  return undefined;
}

/** Stops the cluster's postmaster, if one runs: fast, then immediately (which costs a crash recovery at the next start). */
export async function stopPostmaster(clusterDir: string, fastMs = FAST_STOP_MS): Promise<void> {
  const found = findPostmaster(clusterDir);
  if (!found) return;
  const identity = processIdentity(found.pid);
  const isGone = () => processIdentity(found.pid) !== identity;
  for (const [signal, patience] of [
    ['SIGINT', fastMs],
    ['SIGQUIT', IMMEDIATE_STOP_MS],
  ] as const) {
    if (!identity || isGone()) return;
    sendSignal(found.pid, signal);
    if (await waitFor(isGone, patience)) return;
  }
  throw new Error(
    `The database process ${found.pid} on ${clusterDir} does not stop: end it with "kill -9 ${found.pid}".`,
  );
}

/**
 * Keeps a stale postmaster.pid from blocking the start. PostgreSQL gives up when the pid in it is alive, whoever that is,
 * so such a pid becomes ours, its parent's, which it ignores. The rest must stay: from it PostgreSQL sees whether
 * orphans of the old server still have its memory.
 */
export function defuseStalePidFile(clusterDir: string): void {
  const lines = readPidFile(clusterDir);
  if (lines.length === 0) return;
  const pid = Number(lines[0]);
  const file = join(clusterDir, 'postmaster.pid');
  if (!(pid > 0)) rmSync(file, { force: true });
  // One that has come up since the caller looked keeps its file: PostgreSQL ends when it finds another pid in there.
  else if (processIdentity(pid) && !isPostmasterOf(pid, clusterDir))
    writeFileSync(file, [process.pid, ...lines.slice(1)].join('\n'));
}

/** The port of a server that was killed: other processes may still know it by that. */
export function portOfDead(clusterDir: string): number | undefined {
  return Number(readPidFile(clusterDir)[3]) || undefined;
}

/** Shows in the process list, and tells this cluster's processes from any other's. */
export function clusterName(clusterDir: string): string {
  return `arvelo-${createHash('sha256').update(clusterDir).digest('hex').slice(0, 10)}`;
}

export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Lines: pid, folder, start time, port, socket folder, address, shared memory key, status. Grows while the server starts. */
function readPidFile(clusterDir: string): string[] {
  try {
    return readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function isPostmasterOf(pid: number, clusterDir: string): boolean {
  if (!processIdentity(pid)) return false;
  const [program = '', ...rest] = commandLine(pid).split(' ');
  if (basename(program) !== 'postgres') return false;
  return rest.join(' ').includes(`-D ${clusterDir} `) || workingFolder(pid) === clusterDir;
}

/** A postmaster lives in its data folder; this recognises one that somebody started by hand. */
function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}
