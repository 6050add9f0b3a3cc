import { setTimeout } from 'node:timers/promises';
import { createHttpApp } from '#server/app.ts';
import { type Config, ConfigError } from '#server/config.ts';
import { listTenants } from '#server/features/tenants/find-tenant.ts';
import { jobsOf } from '#server/jobs.ts';
import { logOf, openApp } from '#server/open-app.ts';
import type { App } from '#server/platform/context.ts';
import { joinProcesses } from '#server/platform/http/processes.ts';
import { createRateLimiter } from '#server/platform/http/rate-limit.ts';
import type { HttpServer } from '#server/platform/http/server.ts';
import { startWorker, type Worker } from '#server/platform/jobs/worker.ts';
import { onStop } from './stop.ts';
import { surviveRejections } from './survive.ts';

export interface ServeOptions {
  /** Jobs run in this process too; otherwise `arvelo worker` runs them. */
  worker: boolean;
}

/** Runs the product until it is told to stop. */
export async function serve(config: Config, options: ServeOptions): Promise<void> {
  const log = logOf(config);
  surviveRejections(log);
  const { app, ownerUrl, dataDir, close } = await openApp(config, log);
  const processes = await joinProcesses(app);
  const server = createHttpApp(app, createRateLimiter({ liveProcesses: processes.liveProcesses }));
  let worker: Worker | null = null;
  // Before it listens: whoever sends a request must not see the process end in the middle of it.
  onStop(log, async () => {
    await Promise.all([server.close(), worker?.stop()]);
    await processes.leave();
    await close();
  });
  const address = await listen(server, config).catch(async (error) => {
    await close();
    throw error;
  });
  // One of several processes leaves the greeting to the one that started it.
  if (process.send) process.send({ address });
  else await greet(app, address);
  if (options.worker) worker = startWorker(app, { ownerUrl, jobs: jobsOf(config, dataDir) });
}

/** How long a process that is just stopping gets to give the port free, in ms. */
const PORT_PATIENCE = 3000;

async function listen(server: HttpServer, config: Config, since = performance.now()): Promise<string> {
  try {
    return await server.listen({ host: config.host, port: config.port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE' && performance.now() - since < PORT_PATIENCE) {
      await setTimeout(100);
      return listen(server, config, since);
    }
    if (code === 'EADDRINUSE') {
      throw new ConfigError(`PORT is ${config.port}, but another program listens there: set PORT to a free one`);
    }
    if (code === 'EACCES')
      throw new ConfigError(`PORT is ${config.port}, but this user may not listen there: set PORT to one above 1023`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new ConfigError(
        `HOST is ${config.host}, but this machine has no such address: set HOST to 127.0.0.1 or 0.0.0.0`,
      );
    }
    throw error;
  }
}

export async function greet(app: App, address: string): Promise<void> {
  // A greeting is not worth ending a server whose database has just gone away.
  const isNew = (await listTenants(app).catch(() => null))?.length === 0;
  const next = isNew ? 'Open it in a browser to create your organization.' : 'Open it in a browser and sign in.';
  process.stdout.write(`\n  Arvelo CRM is ready at ${address}\n  ${next}\n  Ctrl-C stops it.\n\n`);
}
