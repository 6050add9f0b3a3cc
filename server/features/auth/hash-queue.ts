import { availableParallelism } from 'node:os';
import { appError } from '#shared/errors.ts';

/** Hashes that run at once; each takes a core for some 70 ms and 19 MiB. One core is left to everything else. */
const RUNNING = Math.max(1, availableParallelism() - 1);
const WAITING = 50;

let running = 0;
const waiting: (() => void)[] = [];

/** Runs work when its turn comes. A flood of sign-ins fills this queue and is turned away, the rest of the API goes on. */
export async function inHashQueue<T>(work: () => Promise<T>): Promise<T> {
  if (running >= RUNNING) await turn();
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // The place is handed over rather than freed, so that nobody slips in between.
    if (next) next();
    else running -= 1;
  }
}

function turn(): Promise<void> {
  if (waiting.length >= WAITING) {
    throw appError('unavailable', {
      message: 'Too many people are signing in right now, try again shortly',
      retryAfter: 2,
    });
  }
  return new Promise((resolve) => waiting.push(resolve));
}
