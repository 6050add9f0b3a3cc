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
  if (process.env.npm_lifecycle_event) onOrphaned(begin);
}

/** `npm start` that is killed outright cannot pass that on; without this the server would live on and hold its port. */
function onOrphaned(begin: () => void): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) begin();
  }, 250).unref();
}
