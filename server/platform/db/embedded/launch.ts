import { spawn } from 'node:child_process';
import { closeSync, existsSync, fchownSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { freePort } from '#server/platform/free-port.ts';
import type { Binaries } from './binaries.ts';
import type { ClusterPaths } from './cluster.ts';
import { accountOptions, type OsUser, runAs } from './os-user.ts';
import { clusterName, defuseStalePidFile, findPostmaster, portOfDead, sendSignal } from './postmaster.ts';
import { processesTitled, processIdentity } from './process-identity.ts';
import { serverSettings, settingArguments } from './settings.ts';
import { waitFor } from './wait-for.ts';

const LOG_LIMIT_BYTES = 10 * 1024 * 1024;
const ORPHANS_MS = 20_000;
// Crash recovery replays up to max_wal_size; giving up in the middle would only begin it again.
const READY_MS = 120_000;
const PORT_TRIES = 5;
const LOCKED = 'lock file "postmaster.pid" already exists';

export interface LaunchInput {
  paths: ClusterPaths;
  binaries: Binaries;
  user: OsUser | undefined;
  settings: Record<string, string>;
  /** The port that others know already; left out: that of a server that died here, when it is free, or any other. */
  port?: number;
  /** How long it may take until it accepts connections; left out: two minutes. */
  readyMs?: number;
}

/** Starts the postmaster and gives its port once it accepts connections. Call it under the lock. */
export async function launchPostmaster(input: LaunchInput): Promise<number> {
  const { clusterDir, logFile } = input.paths;
  rotateLog(logFile);
  const compression = await bestCompression(input);
  const name = clusterName(clusterDir);
  const giveUp = performance.now() + ORPHANS_MS;
  let port = input.port ?? portOfDead(clusterDir) ?? (await freePort());
  for (let attempt = 1; ; attempt += 1) {
    defuseStalePidFile(clusterDir);
    const settings = { ...serverSettings(), ...compression, ...input.settings, port: String(port), cluster_name: name };
    const failure = await runUntilReady(input, settings);
    if (failure === undefined) return port;
    const isPortTaken = failure.includes('Address already in use') && attempt < PORT_TRIES;
    const isOrphanAlive = failure.includes('pre-existing shared memory block') && performance.now() < giveUp;
    // A process that was killed meanwhile had started one just before.
    const quicker = failure.includes(LOCKED) ? findPostmaster(clusterDir) : undefined;
    const portOfQuicker = quicker && (await portWhenReady(clusterDir, quicker.pid));
    if (portOfQuicker) return portOfQuicker;
    if (isOrphanAlive) await endOrphans(name);
    else if (!isPortTaken) throw startError(input.paths, failure);
    else port = input.port ?? (await freePort());
  }
}

/** The port of a server that runs, once it is ready; `undefined` when it ends or takes too long. */
export async function portWhenReady(clusterDir: string, pid: number): Promise<number | undefined> {
  const isRunning = () => processIdentity(pid) !== undefined;
  const isReady = await waitUntilReady(clusterDir, { isRunning, readyMs: READY_MS });
  return isReady ? findPostmaster(clusterDir)?.port : undefined;
}

/** Waits for a server that is starting (or recovering); false when it ended or takes too long. */
async function waitUntilReady(
  clusterDir: string,
  { isRunning, readyMs }: { isRunning: () => boolean; readyMs: number },
): Promise<boolean> {
  const outcome = await waitFor(() => {
    if (findPostmaster(clusterDir)?.status === 'ready') return 'ready';
    return isRunning() ? undefined : 'ended';
  }, readyMs);
  return outcome === 'ready';
}

/** Starts the server once; `undefined` when it is ready, else the end of its log. */
async function runUntilReady(input: LaunchInput, settings: Record<string, string>): Promise<string | undefined> {
  const { clusterDir, logFile } = input.paths;
  const log = openLog(input);
  const logStart = statSync(logFile).size;
  // Its own process group: the terminal's Ctrl-C is for us, who then stop it in order.
  const child = spawn(input.binaries.postgres, ['-D', clusterDir, ...settingArguments(settings)], {
    ...accountOptions(input.user),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  let ended: string | undefined;
  child.on('error', (error) => {
    ended = error.message;
  });
  child.on('exit', (code, signal) => {
    ended ??= `it ended with ${signal ?? `code ${code}`}`;
  });
  const { readyMs = READY_MS } = input;
  if (await waitUntilReady(clusterDir, { isRunning: () => ended === undefined, readyMs })) return undefined;
  if (ended === undefined) {
    if (child.pid) sendSignal(child.pid, 'SIGQUIT');
    return `It was not ready after ${readyMs / 1000} s. ${readFrom(logFile, logStart)}`;
  }
  return readFrom(logFile, logStart) || ended;
}

/** Belongs to whom the data folder belongs, so that one start by root does not lock its owner out. */
function openLog({ paths, user }: LaunchInput): number {
  const log = openSync(paths.logFile, 'a', 0o600);
  const owner = statSync(paths.dataDir);
  if (user) fchownSync(log, owner.uid, owner.gid);
  return log;
}

/** Backends that outlived a killed postmaster keep its memory, so no new one may start before they have gone. */
async function endOrphans(name: string): Promise<void> {
  const findOrphans = () => processesTitled(`postgres: ${name}: `);
  for (const pid of findOrphans()) sendSignal(pid, 'SIGQUIT');
  await waitFor(() => findOrphans().length === 0, 1_000);
  // Detaching from the memory takes a moment longer than leaving the process list.
  await waitFor(() => false, 50);
}

/** lz4 costs less CPU, but not every build of PostgreSQL has it. */
async function bestCompression(input: LaunchInput): Promise<Record<string, string>> {
  const { postgres } = input.binaries;
  const folder = input.paths.clusterDir;
  const result = await runAs(input.user, [
    postgres,
    '-C',
    'wal_compression',
    '-c',
    'wal_compression=lz4',
    '-D',
    folder,
  ]);
  return { wal_compression: result.ok ? 'lz4' : 'on' };
}

function rotateLog(logFile: string): void {
  if (existsSync(logFile) && statSync(logFile).size > LOG_LIMIT_BYTES) renameSync(logFile, `${logFile}.1`);
}

function readFrom(file: string, start: number): string {
  const buffer = Buffer.alloc(Math.min(Math.max(statSync(file).size - start, 0), 16_384));
  const handle = openSync(file, 'r');
  readSync(handle, buffer, 0, buffer.length, start);
  closeSync(handle);
  return buffer.toString('utf8').trim();
}

const HINTS: [RegExp, string][] = [
  [/No space left on device/, 'Free some disk space'],
  [
    /Permission denied|wrong ownership|invalid permissions/,
    'Give the data folder back to the OS user that owns its "postgres" folder',
  ],
  [
    /Cannot allocate memory|could not map anonymous shared memory|could not create shared memory/,
    'Give this machine or container more memory',
  ],
  [/Address already in use|could not bind|could not create any TCP/, 'Let Arvelo listen on 127.0.0.1'],
  [/pre-existing shared memory block|lock file .* already exists/, 'End the other PostgreSQL that uses this folder'],
];

function startError(paths: ClusterPaths, failure: string): Error {
  const hint = HINTS.find(([pattern]) => pattern.test(failure))?.[1] ?? 'Set DATABASE_URL to a PostgreSQL 15 to 18';
  const lastLines = failure.split('\n').slice(-8).join('\n');
  return new Error(
    `The embedded database in ${paths.clusterDir} does not start:\n${lastLines}\n${hint}, then start again. The whole log: ${paths.logFile}`,
  );
}
