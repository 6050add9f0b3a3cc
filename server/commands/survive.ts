import type { Log } from '#server/platform/log.ts';

/** A promise that nobody waits for and that fails is a mistake of ours; it must not end the process and everyone's requests with it. */
export function surviveRejections(log: Log): void {
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'a failure that nobody waited for'));
}
