import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LoadJob, LoadResult } from './load-job.ts';

export interface LoadGenerator {
  /** Loads a server; throws when one answer was wrong. */
  run(job: LoadJob): Promise<LoadResult>;
  stop(): void;
}

/** Longer than this beyond its own length no job may take, in ms. */
const PATIENCE = 20_000;

export function startLoadGenerator(): LoadGenerator {
  const child = fork(join(import.meta.dirname, 'load.ts'), { stdio: 'inherit' });
  return {
    run: async (job) => {
      child.send(job);
      const [message] = (await once(child, 'message', {
        signal: AbortSignal.timeout(job.seconds * 1000 + PATIENCE),
      })) as [{ result?: LoadResult; error?: string }];
      const { result, error } = message;
      if (!result) throw new Error(`load failed: ${error}`);
      if (result.errors > 0) throw new Error(`${result.errors} wrong answers, the first: ${result.firstError}`);
      return result;
    },
    stop: () => child.kill(),
  };
}
