import { setTimeout as delay } from 'node:timers/promises';
import { type Crowd, listsOf, startCrowd } from './crowd.ts';
import type { Fault } from './fault.ts';
import { figuresOf, percentile } from './figure.ts';
import { get } from './request.ts';

const TIMES = 5;
/** More than the server lets be under way, so that it must refuse. */
const CONNECTIONS = 400;

/** R15: five times as many requests as the server can answer. */
export const overload: Fault = {
  title:
    'five times as many requests as can be answered: the server answers as many as before and refuses the rest at once',
  run: async ({ full, cycles, patience }) => {
    const crowd = await startCrowd(4);
    try {
      const { server, load, clients } = crowd;
      const seconds = cycles ? 3 : full ? 60 : 15;
      const job = { port: server.port, requests: listsOf(clients), isTolerant: true };
      await load.run({ ...job, connections: 32, seconds: Math.min(5, seconds) });
      const { perSecond: peak } = await load.run({ ...job, connections: 32, seconds: Math.min(10, seconds) });
      const pulse = takePulse(crowd);
      const rush = await load.run({ ...job, connections: CONNECTIONS, seconds, perSecond: peak * TIMES });
      const health = await pulse.stop();
      const recovered = await untilCalm(crowd, patience);
      const { 200: good, 503: refused, ...others } = rush.byStatus;
      const of = figuresOf('overload');
      return [
        of.info('peak; sent a second', `${peak.toFixed(0)}; ${rush.perSecond.toFixed(0)}`),
        of.info(
          'answers by status',
          Object.entries(rush.byStatus)
            .map(([status, { count }]) => `${status}: ${count}`)
            .join(', '),
        ),
        of.atLeast('goodput ÷ peak', (good?.count ?? 0) / seconds / peak, patience > 1 ? 0.8 / patience : 0.8),
        of.none('answers that are neither success nor 503', sum(Object.values(others).map((one) => one.count))),
        of.within('refused after, p95', refused?.p95Sent ?? 0, { most: 50, patience }),
        of.within('answer of /healthz, p95', percentile(health, 0.95), { most: 100, patience }),
        of.within('back to normal', recovered, { most: 5000, patience }),
      ];
    } finally {
      await crowd.close();
    }
  },
};

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

/** Asks how the server is every tenth of a second; `stop` gives the times of the answers, in ms. */
function takePulse({ server }: Crowd): { stop(): Promise<number[]> } {
  const times: number[] = [];
  let isRunning = true;
  const looking = (async () => {
    while (isRunning) {
      times.push((await get(server.port, '/healthz')).took);
      await delay(100);
    }
  })();
  return {
    stop: async () => {
      isRunning = false;
      await looking;
      return times;
    },
  };
}

/** Milliseconds until ten answers in a row came quickly. */
async function untilCalm({ server }: Crowd, patience: number): Promise<number> {
  const started = performance.now();
  for (let calm = 0; calm < 10; ) {
    const { took } = await get(server.port, '/readyz');
    calm = took < 50 * patience ? calm + 1 : 0;
    if (performance.now() - started > 60_000) break;
  }
  return performance.now() - started;
}
