import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '#server/platform/free-port.ts';
import { get } from './request.ts';

/** The product as a process that can be killed and started again on the same port. */
export interface Server {
  readonly port: number;
  readonly pid: number;
  /** Starts it; resolves with the ms until it was ready to serve. */
  start(): Promise<number>;
  /** Sends a signal and waits for the end; resolves with the ms that it took. */
  end(signal: NodeJS.Signals): Promise<number>;
  /** Why it ended by itself; null while it runs or when `end` was called. */
  died(): string | null;
}

export interface ServerOptions {
  dataDir: string;
  env?: Readonly<Record<string, string>>;
  arguments?: readonly string[];
}

const READY_MS = 60_000;
/** None of them outlives us. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
const arvelo = join(import.meta.dirname, '../../bin/arvelo.js');

/** A server on a free port that it keeps; it does not run yet. */
export async function makeServer({ dataDir, env = {}, arguments: more = [] }: ServerOptions): Promise<Server> {
  const port = await freePort();
  let child: ChildProcess | null = null;
  let isWanted = false;
  let stderr = '';
  const launch = () => {
    const flags = ['--max-semi-space-size=8', '--max-old-space-size=512'];
    const one = spawn(process.execPath, [...flags, arvelo, 'serve', ...more], {
      // In the data folder, where no .env of the checkout interferes.
      cwd: dataDir,
      stdio: ['ignore', process.env.FAULTS_LOG ? 'inherit' : 'ignore', 'pipe'],
      env: {
        ...environment,
        RATE_LIMITS: 'off',
        LOG_LEVEL: process.env.FAULTS_LOG ?? 'silent',
        DATA_DIR: dataDir,
        ...env,
        PORT: String(port),
      },
    });
    one.stderr.on('data', (chunk) => {
      stderr = `${stderr}${chunk}`.slice(-4000);
    });
    isWanted = true;
    running.add(one);
    one.once('exit', () => running.delete(one));
    return one;
  };
  const hasEnded = () => !child || child.exitCode !== null || child.signalCode !== null;
  const died = () => (isWanted && hasEnded() ? `ended with ${child?.signalCode ?? child?.exitCode}: ${stderr}` : null);
  return {
    port,
    get pid() {
      return child?.pid ?? 0;
    },
    died,
    start: async () => {
      const started = performance.now();
      child = launch();
      while (!(await get(port, '/readyz')).isGood) {
        const end = died() ?? (performance.now() - started > READY_MS ? 'was not ready in time' : null);
        if (end) throw new Error(`the server ${end}`);
        await delay(10);
      }
      return performance.now() - started;
    },
    end: async (signal) => {
      isWanted = false;
      const started = performance.now();
      if (child && !hasEnded()) {
        const exited = once(child, 'exit');
        child.kill(signal);
        await exited;
      }
      return performance.now() - started;
    },
  };
}

const environment = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' };
