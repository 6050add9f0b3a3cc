import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { isWebBuilt } from '#scripts/build.ts';
import { CommandError } from './command-error.ts';

/** Builds the web app when its sources are newer; in a process of its own, since what the builder takes (over 500 MB) stays taken. */
export async function buildIfNeeded(): Promise<void> {
  if (await isWebBuilt()) return;
  process.stdout.write('Building the web app …\n');
  const script = `${import.meta.dirname}/../../scripts/build.ts`;
  const builder = spawn(process.execPath, [script], { stdio: 'inherit' });
  const [status] = await once(builder, 'exit');
  if (status !== 0) throw new CommandError('The web app could not be built: the lines above say why');
}
