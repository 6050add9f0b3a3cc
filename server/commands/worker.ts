import type { Config } from '#server/config.ts';
import { jobsOf } from '#server/jobs.ts';
import { logOf, openApp } from '#server/open-app.ts';
import { startWorker } from '#server/platform/jobs/worker.ts';
import { onStop } from './stop.ts';
import { surviveRejections } from './survive.ts';

/** Runs background jobs until it is told to stop; any number of workers can share a database. */
export async function work(config: Config): Promise<void> {
  const log = logOf(config);
  surviveRejections(log);
  const { app, ownerUrl, dataDir, close } = await openApp(config, log);
  const worker = startWorker(app, { ownerUrl, jobs: jobsOf(config, dataDir) });
  process.stdout.write('Arvelo worker is running. Ctrl-C stops it.\n');
  onStop(log, async () => {
    await worker.stop();
    await close();
  });
}
