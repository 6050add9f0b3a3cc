import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Logger, parseCrontab, type RunnerOptions, run, type TaskList } from 'graphile-worker';
import type { App } from '#server/platform/context.ts';

/** A kind of job: what runs, and when if it runs by the clock (crontab syntax, UTC). */
export interface Job {
  name: string;
  cron?: string;
  run: (app: App, by: JobRunner) => Promise<void>;
}

/** What jobs work with that the application itself does not have. */
export interface JobRunner {
  /** Connection string of the database's owner. */
  ownerUrl: string;
}

export interface WorkerOptions {
  ownerUrl: string;
  jobs: readonly Job[];
}

export interface Worker {
  /** Lets running jobs finish. */
  stop(): Promise<void>;
}

async function runJob(app: App, job: Job, by: JobRunner): Promise<void> {
  const run = () => job.run(app, by);
  try {
    await (app.tracing ? app.tracing.run(`job ${job.name}`, { 'arvelo.job': job.name }, run) : run());
    app.metrics.observeJob(job.name, 'done');
  } catch (error) {
    app.metrics.observeJob(job.name, 'failed');
    throw error;
  }
}

const AGAIN_MS = 2_000;

/**
 * Runs jobs out of the database; any number of workers may share it. Works as the owner, who has the queue's tables. While the
 * database is away it waits: whoever started it has more to do than jobs.
 */
export function startWorker(app: App, options: WorkerOptions): Worker {
  const stopping = new AbortController();
  const { signal } = stopping;
  const work = async () => {
    while (!signal.aborted) {
      await runUntilStopped(app, options, signal).catch((error: unknown) => {
        app.log.error({ err: error }, 'the worker stopped, and starts again');
      });
      await delay(AGAIN_MS, null, { signal }).catch(() => {});
    }
  };
  const working = work();
  return {
    stop: async () => {
      stopping.abort();
      await working;
    },
  };
}

async function runUntilStopped(app: App, options: WorkerOptions, signal: AbortSignal): Promise<void> {
  const runner = await run(runnerOptions(app, options));
  if (!signal.aborted) await Promise.race([once(signal, 'abort'), runner.promise]);
  // It refuses to be stopped when it has stopped by itself.
  if (signal.aborted) await runner.stop();
}

function runnerOptions(app: App, { ownerUrl, jobs }: WorkerOptions): RunnerOptions {
  const taskList: TaskList = Object.fromEntries(jobs.map((job) => [job.name, () => runJob(app, job, { ownerUrl })]));
  const crontab = jobs
    .filter((job) => job.cron)
    .map((job) => `${job.cron} ${job.name}`)
    .join('\n');
  return {
    connectionString: ownerUrl,
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
  };
}
