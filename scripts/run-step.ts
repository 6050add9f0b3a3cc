import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const projectFolder = join(import.meta.dirname, '..');

/** Runs a Node program of the project with this Node and shows its output; resolves with its exit status. */
export function runNode(program: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return runProgram(process.execPath, [join(projectFolder, program), ...args], env);
}

export function runProgram(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: projectFolder, stdio: 'inherit', env: { ...process.env, ...env } });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
