import { Logger, parseCrontab, run, type TaskList } from 'graphile-worker';
import type { App } from '#server/platform/context.ts';

/** A kind of job: what runs, and when if it runs by the clock (crontab syntax, UTC). */
export interface Job {
  name: string;
  cron?: string;
  run: (app: App) => Promise<void>;
}

export interface Worker {
  /** Lets running jobs finish. */
  stop(): Promise<void>;
}

async function runJob(app: App, job: Job): Promise<void> {
  try {
    await job.run(app);
    app.metrics.observeJob(job.name, 'done');
  } catch (error) {
    app.metrics.observeJob(job.name, 'failed');
    throw error;
  }
}

/** Runs jobs out of the database; any number of workers may share it. Works as the owner, who has the queue's tables. */
export async function startWorker(app: App, options: { ownerUrl: string; jobs: readonly Job[] }): Promise<Worker> {
  const taskList: TaskList = Object.fromEntries(options.jobs.map((job) => [job.name, () => runJob(app, job)]));
  const crontab = options.jobs
    .filter((job) => job.cron)
    .map((job) => `${job.cron} ${job.name}`)
    .join('\n');
  const runner = await run({
    connectionString: options.ownerUrl,
    concurrency: 2,
    maxPoolSize: 4,
    pollInterval: 5000,
    noHandleSignals: true,
    taskList,
    parsedCronItems: parseCrontab(crontab),
    logger: new Logger(() => (level, message) => {
      if (level === 'error') app.log.error(message);
      else app.log.debug(message);
    }),
  });
  runner.promise.catch((error) => app.log.error({ err: error }, 'the worker stopped'));
  return { stop: () => runner.stop() };
}
