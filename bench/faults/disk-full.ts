import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { benchPassword } from '#bench/dataset-build.ts';
import { say } from '#bench/say.ts';
import { underWriters } from './crashes.ts';
import type { Fault } from './fault.ts';
import { figuresOf } from './figure.ts';
import type { Place } from './place.ts';
import { get, signIn } from './request.ts';
import type { Server } from './server.ts';

const DISK = '640m';
const FULL_MS = 3_000;

/** R8: the disk that holds database, files and log has no byte left for a while. */
export const diskFull: Fault = {
  title:
    'a disk without a byte left under 16 writers: writes are refused, nothing is lost, and it goes on once there is room',
  run: async (input) => {
    const disk = mountDisk();
    const of = figuresOf('disk full');
    if (!disk) {
      say('disk full: NOT RUN, since only root may mount a small disk');
      return [of.info('not run', 'needs root')];
    }
    const reads = { good: 0, refused: 0 };
    try {
      const cycles = input.cycles ?? (input.full ? 20 : 3);
      const figures = await underWriters(
        'disk full',
        { ...input, cycles },
        {
          servers: 1,
          below: disk.folder,
          cycle: async ([server], place) => {
            const free = fill(disk.folder);
            await readFor(FULL_MS, { server, place, reads });
            free();
            return { recovered: await untilWritable(server, place) };
          },
        },
      );
      return [...figures, of.info('reads meanwhile: answered; 503', `${reads.good}; ${reads.refused}`)];
    } finally {
      disk.unmount();
    }
  },
};

/** A disk in memory of a fixed size; null where that is not allowed. */
function mountDisk(): { folder: string; unmount(): void } | null {
  const folder = mkdtempSync(join(tmpdir(), 'arvelo-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK},mode=755`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
  chmodSync(folder, 0o755);
  return {
    folder,
    unmount: () => {
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Takes every byte that is left; call the result to give them back. */
function fill(folder: string): () => void {
  const ballast = join(folder, 'ballast');
  const file = openSync(ballast, 'w');
  for (const size of [1 << 20, 4096]) {
    const block = Buffer.alloc(size, 1);
    try {
      while (writeSync(file, block) === size);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
  closeSync(file);
  return () => rmSync(ballast);
}

interface Reading {
  server: Server;
  place: Place;
  reads: { good: number; refused: number };
}

async function readFor(ms: number, { server, reads }: Reading): Promise<void> {
  const end = performance.now() + ms;
  while (performance.now() < end) {
    const { isGood } = await get(server.port, '/readyz');
    reads[isGood ? 'good' : 'refused'] += 1;
    await delay(20);
  }
}

/** Milliseconds until a write is taken again; a sign-in is one. */
async function untilWritable(server: Server, { tenants }: Place): Promise<number> {
  const started = performance.now();
  const [tenant] = tenants;
  while (performance.now() - started < 60_000) {
    const isIn = await signIn(server.port, { email: tenant?.email ?? '', password: benchPassword }).catch(() => null);
    if (isIn) return performance.now() - started;
    await delay(50);
  }
  throw new Error('the server took no write within a minute');
}
