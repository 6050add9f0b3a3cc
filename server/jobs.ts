import { cleanUp } from './features/auth/clean-up.ts';
import type { Job } from './platform/jobs/worker.ts';

/** Everything that runs by the clock. */
export const jobs: readonly Job[] = [{ name: 'auth:clean_up', cron: '17 * * * *', run: cleanUp }];
