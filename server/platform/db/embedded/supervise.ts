import { setTimeout as delay } from 'node:timers/promises';
import { isSameRun } from './process-identity.ts';

const CHECK_MS = 100;
const AGAIN_MS = 1_000;

export interface Supervised {
  /** Names the run of the server that goes on now. */
  identity: string;
  /** Brings the server back and gives the identity of its new run. */
  restart: () => Promise<string>;
  log: (message: string) => void;
}

/**
 * Watches a server and brings it back whenever it has died, however often that takes: a full disk has room again some day.
 * Call the result to stop watching; it resolves when no restart is under way any more.
 */
export function supervise({ identity, restart, log }: Supervised): () => Promise<void> {
  let run = identity;
  let isWatching = true;
  let restarting: Promise<void> | null = null;

  const bringBack = async () => {
    log('The embedded PostgreSQL has died: starting it again.');
    while (isWatching) {
      try {
        run = await restart();
        return;
      } catch (error) {
        log(`${(error as Error).message}\nTrying again in ${AGAIN_MS / 1000} s.`);
        await delay(AGAIN_MS);
      }
    }
  };
  const timer = setInterval(() => {
    if (restarting || isSameRun(run)) return;
    restarting = bringBack().finally(() => {
      restarting = null;
    });
  }, CHECK_MS);
  timer.unref();
  return async () => {
    isWatching = false;
    clearInterval(timer);
    await restarting;
  };
}
