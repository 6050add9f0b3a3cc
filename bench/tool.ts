import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from './say.ts';

/** A program of others that the bench alone needs, at one version, with what has to lie beside it. */
export interface Tool {
  name: string;
  version: string;
  beside?: readonly string[];
}

const MOST_MS = 15 * 60_000;

/** The folder whose `node_modules` holds the tool: installed from npm at the first time, found again later. null, loudly: it cannot be had here. */
export async function installTool(folder: string, { name, version, beside = [] }: Tool): Promise<string | null> {
  const place = join(folder, 'tools', `${name}-${version}`);
  const mark = join(place, 'installed');
  if (existsSync(mark)) return place;
  say(`installing ${name} ${version} from npm into ${place}`);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  const packages = [`${name}@${version}`, ...beside];
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const child = spawn('npm', ['install', '--prefix', place, ...quiet, ...packages], {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: MOST_MS,
  });
  const [status] = await Promise.race([once(child, 'exit'), once(child, 'error')]);
  if (status === 0) {
    writeFileSync(mark, '');
    return place;
  }
  say(`!!! ${name} ${version} COULD NOT BE INSTALLED (${status}): what is measured with it is left out of the table`);
  return null;
}
