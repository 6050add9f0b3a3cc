import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addBenchTenant, type BenchTenant } from '#bench/dataset-build.ts';
import { readConfig } from '#server/config.ts';
import { type OpenApp, openApp } from '#server/open-app.ts';

/** An installation of its own, in a folder that goes with it: embedded database, and tenants with an admin each. */
export interface Place {
  dataDir: string;
  tenants: BenchTenant[];
  /** Ends what still runs and removes everything. */
  remove(): Promise<void>;
}

export interface PlaceOptions {
  tenants: number;
  /** Where the folder is made. */
  below?: string;
  /** Fills the installation before anything starts. */
  fill?: (open: OpenApp, tenants: readonly BenchTenant[]) => Promise<unknown>;
}

/** Makes an installation. Its database keeps running, as the process that asks counts as one of its users. */
export async function makePlace({ tenants: count, below = tmpdir(), fill }: PlaceOptions): Promise<Place> {
  const folder = mkdtempSync(join(below, 'arvelo-faults-'));
  // Root's PostgreSQL runs as another user, who must be able to enter.
  chmodSync(folder, 0o755);
  const dataDir = join(folder, 'data');
  try {
    const open = await openApp(readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'error', LOG_FORMAT: 'json' }));
    const tenants: BenchTenant[] = [];
    for (let number = 1; number <= count; number += 1) tenants.push(await addBenchTenant(open.app, `faults-${number}`));
    await fill?.(open, tenants);
    await open.close();
    return {
      dataDir,
      tenants,
      remove: async () => {
        killDatabase(dataDir);
        rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** The process that runs the database of a data folder; null when there is none. */
export function databasePid(dataDir: string): number | null {
  try {
    const [pid] = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 0);
    return Number(pid);
  } catch {
    return null;
  }
}

/** `kill -9` of the database; false when none ran. */
export function killDatabase(dataDir: string): boolean {
  const pid = databasePid(dataDir);
  if (pid !== null) process.kill(pid, 'SIGKILL');
  return pid !== null;
}

/** The owner's connection string of a running embedded database, whose port changes from run to run. */
export function ownerUrlOf(dataDir: string): string {
  const port = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3];
  const password = readFileSync(join(dataDir, 'postgres-password'), 'utf8').trim();
  return `postgresql://arvelo:${password}@127.0.0.1:${port}/arvelo`;
}
