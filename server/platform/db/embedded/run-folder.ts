import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processIdentity } from './process-identity.ts';
import { waitFor } from './wait-for.ts';

const LOCK_WAIT_MS = 180_000;

/**
 * Runs `work` while no other process (or other call of this one) does so on the same run folder.
 * A lock whose process has died is taken over.
 */
export async function withLock<T>(runDir: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(runDir, { recursive: true, mode: 0o700 });
  const mine = join(runDir, `lock-${randomUUID()}`);
  writeFileSync(mine, ownIdentity(), { mode: 0o600 });
  try {
    const got = await waitFor(() => takeLock(runDir, mine), LOCK_WAIT_MS);
    if (!got)
      throw new Error(
        `Another Arvelo process has held ${join(runDir, 'lock')} for ${LOCK_WAIT_MS / 1000} s: stop it, then start again.`,
      );
    try {
      return await work();
    } finally {
      rmSync(join(runDir, 'lock'), { force: true });
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Notes that this process uses the cluster. Call the result to leave; it tells whether other live users remain. */
export function registerUser(runDir: string): () => boolean {
  const mine = join(runDir, `user-${randomUUID()}`);
  writeFileSync(mine, ownIdentity(), { mode: 0o600 });
  return () => {
    rmSync(mine, { force: true });
    return hasLiveUsers(runDir);
  };
}

/** A link appears at once and with its content, so nobody can read a half-written lock. */
function takeLock(runDir: string, mine: string): boolean {
  const lock = join(runDir, 'lock');
  try {
    linkSync(mine, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const holder = readIfThere(lock);
  if (holder !== undefined && !isLive(holder)) removeStaleLock(runDir, lock);
  return false;
}

/** Moves first and looks again: between reading and removing, another process may have made the lock its own. */
function removeStaleLock(runDir: string, lock: string): void {
  const moved = join(runDir, `lock-${randomUUID()}`);
  try {
    renameSync(lock, moved);
    if (isLive(readIfThere(moved) ?? '')) linkSync(moved, lock);
  } catch {
    // Gone or taken again already: the next round sees the present state.
  }
  rmSync(moved, { force: true });
}

function hasLiveUsers(runDir: string): boolean {
  let live = false;
  for (const name of readdirSync(runDir)) {
    const identity = readIfThere(join(runDir, name));
    if (identity === undefined) continue;
    if (!isLive(identity)) rmSync(join(runDir, name), { force: true });
    else if (name.startsWith('user-')) live = true;
  }
  return live;
}

function ownIdentity(): string {
  return processIdentity(process.pid) ?? String(process.pid);
}

function isLive(identity: string): boolean {
  const pid = Number.parseInt(identity, 10);
  return pid > 0 && processIdentity(pid) === identity;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
