import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/**
 * Names one run of one process, `undefined` when it is not running (a zombie is not).
 * A pid alone is reused: after a container restart the new server often has the very pid of the killed one.
 */
export function processIdentity(pid: number): string | undefined {
  return process.platform === 'linux' ? linuxIdentity(pid) : psIdentity(pid);
}

/** Whether the run that `processIdentity` named goes on; cheap enough to ask ten times a second. */
export function isSameRun(identity: string): boolean {
  const pid = Number.parseInt(identity, 10);
  if (process.platform === 'linux') return processIdentity(pid) === identity;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The command line of a process, its arguments joined by spaces; empty when it is not running. */
export function commandLine(pid: number): string {
  try {
    // Unlike /proc/<pid>/exe and cwd this is readable for root in a container, which has no right to trace other users.
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return ps(pid, 'command=');
  } catch {
    return '';
  }
}

/** The processes whose title begins with `prefix`; only Linux can tell, elsewhere none. */
export function processesTitled(prefix: string): number[] {
  if (process.platform !== 'linux') return [];
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return pids.filter((pid) => commandLine(pid).startsWith(prefix));
}

function linuxIdentity(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name may hold spaces and brackets, so count from the last one: state is field 3, start time field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return `${pid} ${fields[19]} ${bootId()}`;
  } catch {
    return undefined;
  }
}

function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

function psIdentity(pid: number): string | undefined {
  try {
    const [state = 'Z', ...started] = ps(pid, 'stat=,lstart=').split(/\s+/);
    return state.startsWith('Z') ? undefined : `${pid} ${started.join(' ')}`;
  } catch {
    return undefined;
  }
}

function ps(pid: number, columns: string): string {
  return execFileSync('ps', ['-o', columns, '-p', String(pid)], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  }).trim();
}
