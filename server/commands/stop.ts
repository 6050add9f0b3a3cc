import type { Log } from '#server/platform/log.ts';

/** Longest time that requests and jobs in flight get to finish, in ms. */
const GRACE = 8_000;

/** Calls `stop` once, on the first SIGTERM or SIGINT, and ends the process: with 0 when all went well, in 10 s at most. */
export function onStop(log: Log, stop: () => Promise<void>): void {
  let stopping = false;
  const begin = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => {
      log.error('not everything stopped in time');
      process.exit(1);
    }, GRACE).unref();
    try {
      await stop();
      process.exit(0);
    } catch (error) {
      log.error({ err: error }, 'stopping failed');
      process.exit(1);
    }
  };
  process.on('SIGTERM', begin);
  process.on('SIGINT', begin);
}
