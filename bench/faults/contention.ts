import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const spin = `
  const started = performance.now();
  while (process.cpuUsage().user < 200_000) {}
  process.stdout.write(String((performance.now() - started) / 200));`;

/**
 * How much longer everything takes here than on a machine without other work: 1 when a program gets all the time that it can
 * use, 3 when it gets a third of it.
 */
export async function contention(): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', spin]);
  return Math.max(1, Number(stdout));
}
