import type { Fault } from '#bench/faults/fault.ts';
import { figuresOf } from '#bench/faults/figure.ts';
import { attacks } from './attacks.ts';
import { runAttacks } from './run-attacks.ts';

/** All attacks as one entry of `npm run prove`. */
export const intruders: Fault = {
  title: 'attacks on everything that the API offers',
  run: async ({ full }) => {
    const ran = await runAttacks(attacks, { size: full ? 'full' : 'short', seed: 1 });
    return ran.flatMap(({ attack, requests, findings }) => {
      const { none, info } = figuresOf(`intruders ${attack.id}`);
      return [none(`${attack.name}: findings`, findings.length), info('requests', requests)];
    });
  },
};
