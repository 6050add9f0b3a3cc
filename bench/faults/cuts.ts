import { setTimeout as delay } from 'node:timers/promises';
import { say } from '#bench/say.ts';
import { check } from './checker.ts';
import type { Fault, FaultInput } from './fault.ts';
import { type Figure, figuresOf } from './figure.ts';
import { createLedger } from './ledger.ts';
import { type Outside, startOutside } from './outside.ts';
import type { Cut } from './proxy.ts';
import { startWriters } from './writers.ts';

/** R7: connections break at random bytes, around COMMIT above all; clients send their write again under its key. */
export const cutConnections: Fault = {
  title: 'connections to database and client cut at random bytes around COMMIT, retried with the key',
  run: async (input) => {
    const outside = await startOutside({ tenants: 2 });
    try {
      return await cutAndCheck(outside, input);
    } finally {
      await outside.close();
    }
  },
};

async function cutAndCheck(outside: Outside, { full }: FaultInput): Promise<Figure[]> {
  const { people, toDatabase, toServer, ownerUrl } = outside;
  const ledger = createLedger();
  const most = full ? 2000 : 80;
  const cutsOf = () => toDatabase.cuts() + toServer.cuts();
  toDatabase.cut(aroundCommit());
  toServer.cut((chunk) => (Math.random() < 0.05 ? Math.floor(Math.random() * chunk.length) : null));
  const writers = startWriters({ people, ports: [toServer.port], count: 16, ledger });
  const giveUp = performance.now() + (full ? 3_600_000 : 180_000);
  while (cutsOf() < most && performance.now() < giveUp) await delay(20);
  const [database, client] = [toDatabase.cuts(), toServer.cuts()];
  toDatabase.cut(null);
  toServer.cut(null);
  const stuck = await writers.stop();
  const verdict = await check(ownerUrl, ledger);
  const { witness } = writers;
  for (const example of [...verdict.examples, ...witness.strange.slice(0, 5)]) say(`cut connections: ${example}`);
  const of = figuresOf('cut connections');
  return [
    of.info('cuts at the database; at the client', `${database}; ${client}`),
    of.info('acknowledged writes; answers given again', `${ledger.acknowledged}; ${witness.replays}`),
    of.atLeast('cuts', database + client, most),
    of.none('acknowledged writes lost', verdict.lost),
    of.none('half-applied writes', verdict.half),
    of.none('second effects of one key', verdict.duplicates),
    of.none('writes that never came through', stuck),
    of.none('answers that are neither success nor 503', witness.strange.length),
  ];
}

const COMMITS = /commit/i;

/** Half of the cuts in the message that commits, the others in the answer that comes after it; few anywhere else. */
function aroundCommit(): Cut {
  let isAnswerNext = false;
  return (chunk, from) => {
    const isCommit = from === 'client' && COMMITS.test(chunk.toString('latin1'));
    const chance = isCommit || (from === 'server' && isAnswerNext) ? 0.08 : 0.002;
    isAnswerNext = isCommit || (isAnswerNext && from === 'client');
    if (Math.random() >= chance) return null;
    return Math.random() < 0.3 ? chunk.length : Math.floor(Math.random() * chunk.length);
  };
}
