import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Config } from '#server/config.ts';
import { jobsOf } from '#server/jobs.ts';
import { logOf, openApp } from '#server/open-app.ts';
import { startWorker } from '#server/platform/jobs/worker.ts';
import { answerForAll } from '#server/platform/metrics/across-processes.ts';
import { greet, type ServeOptions } from './serve.ts';
import { onStop } from './stop.ts';
import { surviveRejections } from './survive.ts';

/** How long a process that keeps dying waits before it is started again, in ms. */
const LONGEST_PAUSE = 10_000;

/**
 * Runs the product in several processes that share one port, one for each core as a rule. This process opens the database, runs
 * background jobs and replaces processes that die. SIGHUP replaces all of them one by one, without a refused request.
 */
export async function serveByWorkers(
  config: Config,
  { workers, worker }: ServeOptions & { workers: number },
): Promise<void> {
  const log = logOf(config);
  surviveRejections(log);
  const { app, ownerUrl, dataDir, close } = await openApp(config, log);
  cluster.setupPrimary({ exec: join(import.meta.dirname, '../cli.ts'), args: ['serve', '--no-worker'] });
  answerForAll(app.metrics.registry);
  let isStopping = false;
  const start = () => startPart(Math.max(2, Math.floor(config.databasePool / workers)));

  const keepAlive = (part: Worker, deaths = 0) => {
    const started = performance.now();
    part.once('exit', async (code, signal) => {
      if (isStopping || part.exitedAfterDisconnect) return;
      log.error(`a server process ended with ${signal ?? `status ${code}`}: another takes its place`);
      const isQuick = performance.now() - started < LONGEST_PAUSE;
      if (isQuick) await setTimeout(Math.min(100 * 2 ** deaths, LONGEST_PAUSE));
      if (!isStopping) keepAlive(start(), isQuick ? deaths + 1 : 0);
    });
    return part;
  };
  const parts = Array.from({ length: workers }, start);
  const address = await listening(parts).catch(async (status: number) => {
    for (const part of parts) part.kill('SIGTERM');
    await close();
    process.exit(status);
  });
  for (const part of parts) keepAlive(part);
  await greet(app, address);
  const runner = worker ? startWorker(app, { ownerUrl, jobs: jobsOf(config, dataDir) }) : null;

  process.on('SIGHUP', async () => {
    log.info('replacing the server processes one by one');
    for (const old of Object.values(cluster.workers ?? {})) {
      const next = keepAlive(start());
      await Promise.race([once(next, 'listening'), once(next, 'exit')]);
      if (!next.isDead() && old && !isStopping) await end(old);
    }
  });
  onStop(log, async () => {
    isStopping = true;
    await Promise.all([...Object.values(cluster.workers ?? {}).map((part) => part && end(part)), runner?.stop()]);
    await close();
  });
}

function startPart(pool: number): Worker {
  return cluster.fork({ DATABASE_POOL: String(pool) });
}

/** The address once every process listens on it; rejects with the exit status of one that does not. */
async function listening(parts: readonly Worker[]): Promise<string> {
  const addresses = await Promise.all(
    parts.map(
      (part) =>
        new Promise<string>((resolve, reject) => {
          part.once('message', (message: { address?: string }) => resolve(message.address ?? ''));
          part.once('exit', (code) => reject(code || 1));
        }),
    ),
  );
  return addresses[0] ?? '';
}

/** Lets a process finish its requests; resolves when it has gone. */
async function end(part: Worker): Promise<void> {
  if (part.isDead()) return;
  const gone = once(part, 'exit');
  part.exitedAfterDisconnect = true;
  part.process.kill('SIGTERM');
  await gone;
}
