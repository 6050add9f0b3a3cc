import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const arvelo = join(import.meta.dirname, '../../bin/arvelo.js');

/** The product as a process of its own, as a person starts it. */
export interface ServerProcess {
  pid: number;
  /** The address that it printed. */
  url: string;
  /** What it has written to standard output so far. */
  output(): string;
  /** Sends a signal; resolves with the exit status, or null when the signal itself ended it. */
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

/** Runs `arvelo serve` in a folder until it prints its address; fails with what it wrote when it ends before. */
export async function startServerProcess(
  folder: string,
  env: Record<string, string>,
  options: readonly string[] = [],
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [arvelo, 'serve', ...options], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      const address = /ready at (http:\/\/\S+)/.exec(output)?.[1];
      if (address) resolve(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${output}`)));
  });
  return { pid: Number(child.pid), url, output: () => output, stop: (signal) => stop(child, signal) };
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = once(child, 'exit');
  child.kill(signal);
  const [code] = await exited;
  return code as number | null;
}
