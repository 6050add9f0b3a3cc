import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '#server/platform/free-port.ts';

/** A server that runs in a process of its own. */
export interface ChildServer {
  pid: number;
  port: number;
  /** SIGTERM, and SIGKILL to one that does not care. */
  stop(): Promise<void>;
}

const START_MS = 60_000;
const STOP_MS = 12_000;

/** Starts a Node program that listens on the free port it finds in `PORT`, and waits until it accepts connections. */
export async function startServer(
  args: string[],
  { cwd, env }: { cwd: string; env: Readonly<Record<string, string>> },
): Promise<ChildServer> {
  const port = await freePort();
  const child = spawn(process.execPath, args, {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env, PORT: String(port) },
  });
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  await untilListening(child, port);
  return {
    pid: child.pid ?? 0,
    port,
    stop: async () => {
      process.off('exit', killWithUs);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await exited;
      clearTimeout(hard);
    },
  };
}

async function untilListening(child: ChildProcess, port: number): Promise<void> {
  const end = Date.now() + START_MS;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`${child.spawnargs.join(' ')} ended with status ${child.exitCode}`);
    const answers = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      (response) => response.ok,
      () => false,
    );
    if (answers) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`${child.spawnargs.join(' ')} did not listen within ${START_MS / 1000} s`);
}
