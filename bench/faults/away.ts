import { setTimeout as delay } from 'node:timers/promises';
import type { Fault, FaultInput } from './fault.ts';
import { type Figure, figuresOf } from './figure.ts';
import { type Outside, startOutside } from './outside.ts';
import { type Answer, get } from './request.ts';

const AWAY_MS = 6_000;
const CLIENTS = 8;

/** R3: a database elsewhere goes away and comes back, with its connections broken and, worse, with silence. */
export const databaseAway: Fault = {
  title: 'an external database that goes away, by broken connections and by silence, and comes back',
  run: async (input) => {
    const outside = await startOutside({ tenants: 1 });
    try {
      return [
        ...(await goAway('database gone', outside, { ...input, fault: outside.toDatabase.goAway, slowest: 2200 })),
        ...(await goAway('database silent', outside, { ...input, fault: outside.toDatabase.freeze, slowest: 5000 })),
      ];
    } finally {
      await outside.close();
    }
  },
};

interface Absence extends FaultInput {
  fault: () => void;
  /** Longest wait for a refusal, in ms. */
  slowest: number;
}

async function goAway(name: string, outside: Outside, { full, fault, slowest, patience }: Absence): Promise<Figure[]> {
  const { server, people, toDatabase } = outside;
  const { headers } = people[0] as (typeof people)[number];
  const refusals: Answer[] = [];
  const health: number[] = [];
  const recovered: number[] = [];
  const strange: Answer[] = [];
  for (let round = 1; round <= (full ? 10 : 1); round += 1) {
    await untilGood(outside, headers);
    fault();
    const end = performance.now() + AWAY_MS;
    const ask = async () => {
      while (performance.now() < end) {
        const answer = await get(server.port, '/api/v1/leads', headers);
        if (answer.status === 503) refusals.push(answer);
        else if (!answer.isGood) strange.push(answer);
        await delay(20);
      }
    };
    const look = async () => {
      while (performance.now() < end) {
        health.push((await get(server.port, '/healthz')).took);
        await delay(100);
      }
    };
    await Promise.all([look(), ...Array.from({ length: CLIENTS }, ask)]);
    toDatabase.comeBack();
    const back = performance.now();
    await untilGood(outside, headers);
    recovered.push(performance.now() - back);
  }
  const of = figuresOf(name);
  return [
    of.info('refusals', refusals.length),
    of.none('503 without Retry-After', refusals.filter((one) => !(Number(one.headers['retry-after']) >= 1)).length),
    of.none('answers that are neither success nor 503', strange.length),
    of.within('slowest refusal', Math.max(...refusals.map((one) => one.took)), { most: slowest, patience }),
    of.within('slowest answer of /healthz', Math.max(...health), { most: 100, patience }),
    of.within('served again after it was back', Math.max(...recovered), { most: 5000, patience }),
  ];
}

async function untilGood({ server }: Outside, headers: Readonly<Record<string, string>>): Promise<void> {
  const giveUp = performance.now() + 60_000;
  for (let good = 0; good < 3; ) {
    const answer = await get(server.port, '/api/v1/leads', headers);
    good = answer.isGood ? good + 1 : 0;
    await delay(20);
    const dead = server.died();
    if (dead) throw new Error(`the server ${dead}`);
    if (performance.now() > giveUp)
      throw new Error(`it did not recover within a minute: ${answer.status} ${answer.text}`);
  }
}
