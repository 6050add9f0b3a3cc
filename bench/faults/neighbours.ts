import { type Crowd, listsOf, startCrowd } from './crowd.ts';
import type { Fault } from './fault.ts';
import { figuresOf } from './figure.ts';

const CALM_TENANTS = 8;
/** Requests a second of one calm organization. */
const CALM = 5;
/** Requests a second that the loud one may send, and times what it sends. */
const SHARE = 50;
const TIMES = 10;

/** R6: one organization sends ten times what it may, with the limits that the product has. */
export const noisyNeighbour: Fault = {
  title: 'an organization that sends ten times its share: the others do not feel it',
  run: async ({ full, cycles, patience }) => {
    const crowd = await startCrowd(CALM_TENANTS + 1, { RATE_LIMITS: 'on' });
    try {
      const seconds = cycles ? 3 : full ? 60 : 10;
      await together(crowd, { loud: SHARE, seconds: Math.min(5, seconds) });
      const before = await together(crowd, { loud: SHARE, seconds });
      const after = await together(crowd, { loud: SHARE * TIMES, seconds });
      const of = figuresOf('noisy neighbour');
      return [
        of.info('p95 of the others before; with it', `${before.calm.toFixed(1)} ms; ${after.calm.toFixed(1)} ms`),
        of.atMost('p95 of the others, times as before', after.calm / before.calm, 2 * patience),
        of.none('answers to the others that are no success', after.failed),
        of.info(
          'answered and refused of the loud one, a second',
          `${after.answered.toFixed(0)}; ${after.refused.toFixed(0)}`,
        ),
      ];
    } finally {
      await crowd.close();
    }
  },
};

interface Together {
  /** p95 of the calm organizations' answers, in ms. */
  calm: number;
  /** Their answers other than 200. */
  failed: number;
  /** A second, of the loud one. */
  answered: number;
  refused: number;
}

async function together(crowd: Crowd, { loud, seconds }: { loud: number; seconds: number }): Promise<Together> {
  const { server, load, otherLoad, clients } = crowd;
  const [noisy, ...calm] = clients;
  const job = { port: server.port, seconds, isTolerant: true };
  const [ofCalm, ofLoud] = await Promise.all([
    load.run({ ...job, requests: listsOf(calm), connections: 16, perSecond: CALM * CALM_TENANTS }),
    otherLoad.run({ ...job, requests: listsOf(noisy ? [noisy] : []), connections: 64, perSecond: loud }),
  ]);
  const good = ofCalm.byStatus[200];
  const answered = ofLoud.byStatus[200]?.count ?? 0;
  return {
    calm: good?.p95 ?? Number.NaN,
    failed: ofCalm.requests - (good?.count ?? 0),
    answered: answered / seconds,
    refused: (ofLoud.requests - answered) / seconds,
  };
}
