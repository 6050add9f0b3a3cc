import { readdirSync, readFileSync } from 'node:fs';
import { say } from '#bench/say.ts';
import { listsOf, startCrowd } from './crowd.ts';
import type { Fault } from './fault.ts';
import { figuresOf } from './figure.ts';

const WINDOW_SECONDS = 10;

interface Window {
  p99: number;
  failed: number;
  /** MB. */
  memory: number;
  descriptors: number;
}

/** R10: half of what the server can do, for long. */
export const soak: Fault = {
  title: 'half of what the server can answer, for long: memory, descriptors and times stay as they are',
  run: async ({ full, cycles, patience }) => {
    const crowd = await startCrowd(4);
    try {
      const { server, load, clients } = crowd;
      const requests = [
        ...listsOf(clients),
        ...clients.map((client) => client.post('/api/v1/leads', { company: 'Soak', contact_name: 'Ann' })),
      ];
      const job = { port: server.port, requests, connections: 16, isTolerant: true };
      const { perSecond: peak } = await load.run({ ...job, seconds: cycles ? 2 : 10 });
      const windows: Window[] = [];
      const count = cycles ?? (full ? 360 : 30);
      for (let number = 1; number <= count; number += 1) {
        const {
          p99,
          byStatus,
          requests: all,
        } = await load.run({
          ...job,
          perSecond: peak / 2,
          seconds: cycles ? 2 : WINDOW_SECONDS,
        });
        const failed = all - (byStatus[200]?.count ?? 0) - (byStatus[201]?.count ?? 0);
        windows.push({ p99, failed, ...resources(server.pid) });
        if (number % 6 === 0) say(`soak: ${number} of ${count} windows, ${windows.at(-1)?.memory.toFixed(0)} MB`);
      }
      return figures(windows, { patience, isShort: cycles !== undefined, peak });
    } finally {
      await crowd.close();
    }
  },
};

function figures(
  windows: readonly Window[],
  { patience, isShort, peak }: { patience: number; isShort: boolean; peak: number },
) {
  const of = figuresOf('soak');
  const half = Math.floor(windows.length / 2);
  const [early, late] = [windows.slice(0, half), windows.slice(half)];
  const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const slope = (slopeOf(late.map((one) => one.memory)) * 3600) / WINDOW_SECONDS;
  const drift = median(late.map((one) => one.p99)) / median(early.map((one) => one.p99));
  const more = Math.max(...late.map((one) => one.descriptors)) - Math.max(...early.map((one) => one.descriptors));
  const judged = [
    of.info('memory, growth an hour in the second half', `${slope.toFixed(1)} MB`),
    of.atMost('memory at the end, MB', Math.round(windows.at(-1)?.memory ?? 0), 300),
    of.atMost('p99, second half ÷ first', drift, 1.5 * patience),
  ];
  return [
    of.info(
      'requests a second; minutes',
      `${(peak / 2).toFixed(0)}; ${((windows.length * WINDOW_SECONDS) / 60).toFixed(0)}`,
    ),
    of.none(
      'answers that are no success',
      windows.reduce((all, one) => all + one.failed, 0),
    ),
    of.atMost('descriptors more than at first', more, 5),
    // In a few seconds nothing settles.
    ...(isShort ? [] : judged),
  ];
}

/** Of a line through the values, a step. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((all, one) => all + one, 0) / values.length;
  const above = values.reduce((all, one, at) => all + (at - middle) * (one - mean), 0);
  return above / (values.reduce((all, _, at) => all + (at - middle) ** 2, 0) || 1);
}

function resources(pid: number): { memory: number; descriptors: number } {
  const kB = /^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return { memory: Number(kB) / 1024, descriptors: readdirSync(`/proc/${pid}/fd`).length };
}
