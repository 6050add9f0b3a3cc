import { setTimeout as delay } from 'node:timers/promises';
import { benchPassword } from '#bench/dataset-build.ts';
import { say } from '#bench/say.ts';
import { check } from './checker.ts';
import type { Fault, FaultInput } from './fault.ts';
import { type Figure, figuresOf, percentile } from './figure.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { killDatabase, makePlace, ownerUrlOf, type Place } from './place.ts';
import { get, signIn } from './request.ts';
import { makeServer, type Server } from './server.ts';
import { type Person, startWriters, type WritersOptions } from './writers.ts';

const WRITERS = 16;

/** R2: the server is killed over and over and started again. */
export const killServer: Fault = {
  title: 'kill -9 of the server under 16 writers, and started again',
  run: (input) =>
    underWriters('kill server', input, {
      servers: 1,
      cycle: async ([server]) => {
        await server.end('SIGKILL');
        return { ready: await server.start() };
      },
    }),
};

/** R3: the database is killed, and nobody starts anything. */
export const killPostgres: Fault = {
  title: 'kill -9 of PostgreSQL under 16 writers, which the server brings back by itself',
  run: (input) =>
    underWriters('kill database', input, {
      servers: 1,
      cycle: async ([server], place) => {
        killDatabase(place.dataDir);
        return { recovered: await untilServing(server) };
      },
    }),
};

/** Both at once, as when a container is killed. */
export const killBoth: Fault = {
  title: 'kill -9 of server and PostgreSQL at once under 16 writers, and the server started again',
  run: (input) =>
    underWriters('kill both', input, {
      servers: 1,
      cycle: async ([server], place) => {
        killDatabase(place.dataDir);
        await server.end('SIGKILL');
        return { ready: await server.start() };
      },
    }),
};

/** R5: two servers on one database are stopped and started in turn; clients go to the one that listens. */
export const rollingRestart: Fault = {
  title: 'rolling restarts of two servers on one database at 200 writes a second: no write is turned away',
  run: (input) =>
    underWriters('rolling restart', input, {
      servers: 2,
      perSecond: 200,
      isGentle: true,
      cycle: async (servers, _place, number) => {
        const server = servers[number % 2] as Server;
        const drained = await server.end('SIGTERM');
        return { ready: await server.start(), drained };
      },
    }),
};

export interface Scenario {
  servers: 1 | 2;
  perSecond?: number;
  /** Nobody may notice. */
  isGentle?: boolean;
  /** Where the installation is made; left out: in the system's temporary folder. */
  below?: string;
  cycle(servers: [Server, ...Server[]], place: Place, number: number): Promise<Cycle>;
}

/** Milliseconds of what a cycle measures. */
interface Cycle {
  /** From the start of the process until it serves. */
  ready?: number;
  /** From the fault until requests are served again. */
  recovered?: number;
  /** From SIGTERM to the end of the process. */
  drained?: number;
}

/** Runs a fault over and over under writers, and then looks whether the database holds what they were told. */
export async function underWriters(fault: string, input: FaultInput, scenario: Scenario): Promise<Figure[]> {
  const place = await makePlace({ tenants: 2, ...(scenario.below && { below: scenario.below }) });
  const servers: Server[] = [];
  try {
    for (let at = 0; at < scenario.servers; at += 1) servers.push(await makeServer({ dataDir: place.dataDir }));
    for (const server of servers) await server.start();
    const [first] = servers as [Server];
    const people: Person[] = [];
    for (const { id, email } of place.tenants) {
      people.push({ tenantId: id, headers: await signIn(first.port, { email, password: benchPassword }) });
    }
    const ledger = createLedger();
    const ports = servers.map((server) => server.port);
    const rate = scenario.perSecond ? { perSecond: scenario.perSecond } : {};
    const writers: WritersOptions = { people, ports, count: WRITERS, ledger, ...rate };
    return await runCycles(fault, input, { scenario, place, servers, writers });
  } finally {
    for (const server of servers) await server.end('SIGKILL');
    await place.remove();
  }
}

interface Stage {
  scenario: Scenario;
  place: Place;
  servers: Server[];
  writers: WritersOptions;
}

async function runCycles(fault: string, input: FaultInput, stage: Stage): Promise<Figure[]> {
  const { scenario, place, servers, writers: options } = stage;
  const [most, few] = scenario.isGentle ? [50, 6] : [200, 20];
  const cycles = input.cycles ?? (input.full ? most : few);
  const writers = startWriters(options);
  const measured: Cycle[] = [];
  for (let number = 1; number <= cycles; number += 1) {
    await untilWritten(options.ledger, (input.full ? 1000 : 100) * (0.5 + Math.random()));
    measured.push(await scenario.cycle(servers as [Server, ...Server[]], place, number));
    const dead = servers.map((server) => server.died()).find(Boolean);
    if (dead) throw new Error(`a server ${dead}`);
    if (number % 10 === 0) say(`${fault}: ${number} of ${cycles} cycles, ${options.ledger.acknowledged} writes`);
  }
  const stuck = await writers.stop();
  const verdict = await check(ownerUrlOf(place.dataDir), options.ledger);
  for (const example of [...verdict.examples, ...writers.witness.strange.slice(0, 5)]) say(`${fault}: ${example}`);
  const { witness } = writers;
  const { patience } = input;
  return [
    ...ledgerFigures(fault, { ledger: options.ledger, stuck, cycles, verdict }),
    figuresOf(fault).none('answers that are neither success nor 503', witness.strange.length),
    figuresOf(fault).none('503 without Retry-After', witness.refusalsWithoutRetryAfter),
    ...(scenario.isGentle ? [figuresOf(fault).none('writes that no server took at once', witness.turnedAway)] : []),
    figuresOf(fault).info(
      '503; cut connections; answers given again',
      [witness.refusals, witness.cut, witness.replays].join('; '),
    ),
    figuresOf(fault).within('slowest refusal', witness.slowestRefusal, { most: 2200, patience }),
    ...timeFigures(fault, measured, patience),
  ];
}

/** Counts writes rather than time, so that a slow machine proves as much as a fast one. */
async function untilWritten(ledger: Ledger, more: number): Promise<void> {
  const enough = ledger.acknowledged + more;
  const giveUp = performance.now() + 120_000;
  while (ledger.acknowledged < enough) {
    if (performance.now() > giveUp) throw new Error('the writers do not get on');
    await delay(5);
  }
}

interface Account {
  ledger: Ledger;
  stuck: number;
  cycles: number;
  verdict: { lost: number; duplicates: number; half: number };
}

function ledgerFigures(fault: string, { ledger, stuck, cycles, verdict }: Account): Figure[] {
  const of = figuresOf(fault);
  return [
    of.info('cycles; acknowledged writes', `${cycles}; ${ledger.acknowledged.toLocaleString('en')}`),
    of.none('acknowledged writes lost', verdict.lost),
    of.none('half-applied writes', verdict.half),
    of.none('second effects of one key', verdict.duplicates),
    of.none('writes that never came through', stuck),
  ];
}

function timeFigures(fault: string, measured: readonly Cycle[], patience: number): Figure[] {
  const of = figuresOf(fault);
  const times = (name: keyof Cycle) => measured.flatMap((cycle) => cycle[name] ?? []);
  const p95 = (name: keyof Cycle, label: string, most: number) => {
    const all = times(name);
    return all.length > 0 ? [of.within(`${label}, p95`, percentile(all, 0.95), { most, patience })] : [];
  };
  return [
    ...p95('ready', 'ready after the process started', 2000),
    ...p95('recovered', 'served again after the fault', 5000),
    ...p95('drained', 'drained', 10_000),
  ];
}

/** Milliseconds until the server has noticed that its database is away and serves again. */
async function untilServing(server: Server): Promise<number> {
  const started = performance.now();
  let good = 0;
  // The first good answers may come before the connections break.
  while (good < 5) {
    const { isGood } = await get(server.port, '/readyz');
    good = isGood ? good + 1 : 0;
    await delay(10);
    if (performance.now() - started > 60_000) throw new Error('the server did not recover within a minute');
  }
  return performance.now() - started;
}
