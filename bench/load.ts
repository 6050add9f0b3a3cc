import { setTimeout as delay } from 'node:timers/promises';
import type { LoadJob, LoadResult } from './load-job.ts';
import { openWire, type Wire, type WireAnswer } from './wire.ts';

// The load generator: a process of its own that does the jobs which `load-client.ts` sends.

process.on('message', async (job: LoadJob) => {
  try {
    process.send?.({ result: await run(job) });
  } catch (error) {
    process.send?.({ error: String(error) });
  }
});
process.on('disconnect', () => process.exit(0));

async function run(job: LoadJob): Promise<LoadResult> {
  const { port, connections, seconds } = job;
  const record = { times: [] as number[], byStatus: new Map<number, Took[]>(), errors: [] as string[] };
  const wires = await Promise.all(Array.from({ length: connections }, () => openWire(port)));
  const started = performance.now();
  const turns = turnsOf(job, started);
  const outcomes = await Promise.allSettled(wires.map((wire) => work(wire, { job, turns, record })));
  const took = performance.now() - started;
  for (const outcome of outcomes) if (outcome.status === 'rejected') record.errors.push(String(outcome.reason));
  const times = record.times.sort((a, b) => a - b);
  return {
    requests: times.length,
    perSecond: times.length / Math.max(took / 1000, seconds),
    p50: shareOf(times, 0.5),
    p99: shareOf(times, 0.99),
    errors: record.errors.length,
    firstError: record.errors[0] ?? null,
    byStatus: Object.fromEntries(
      [...record.byStatus].map(([status, all]) => [
        status,
        { count: all.length, p95: p95Of(all.map((one) => one.due)), p95Sent: p95Of(all.map((one) => one.sent)) },
      ]),
    ),
  };
}

/** Milliseconds since a request was due, and since it was sent. */
interface Took {
  due: number;
  sent: number;
}

interface Turn {
  bytes: Buffer;
  expect: Buffer;
  /** When it is to be sent, in ms of `performance.now`. */
  due: number;
}

/** Gives out what is to be sent next, null when time is over. */
function turnsOf({ requests, seconds, perSecond }: LoadJob, started: number): () => Turn | null {
  const prepared = requests.map(({ text, expect }) => ({ bytes: Buffer.from(text), expect: Buffer.from(expect) }));
  const end = started + seconds * 1000;
  let next = 0;
  return () => {
    const at = next++;
    const due = perSecond ? started + (at * 1000) / perSecond : performance.now();
    if (due >= end || performance.now() >= end) return null;
    return { ...(prepared[at % prepared.length] as Omit<Turn, 'due'>), due };
  };
}

interface Work {
  job: LoadJob;
  turns: () => Turn | null;
  record: { times: number[]; byStatus: Map<number, Took[]>; errors: string[] };
}

async function work(first: Wire, { job, turns, record }: Work): Promise<void> {
  let wire = first;
  for (let turn = turns(); turn; turn = turns()) {
    const wait = turn.due - performance.now();
    if (wait > 1) await delay(wait);
    const sent = performance.now();
    const answer = await wire.send(turn.bytes).catch((error) => {
      if (!job.isTolerant) throw error;
      return null;
    });
    if (!answer) wire = await openWire(job.port);
    const now = performance.now();
    const took = { due: now - turn.due, sent: now - sent };
    const status = answer?.status ?? 0;
    record.times.push(took.due);
    const ofStatus = record.byStatus.get(status);
    if (ofStatus) ofStatus.push(took);
    else record.byStatus.set(status, [took]);
    const problem = job.isTolerant || !answer ? null : problemOf(answer, turn.expect);
    if (problem) record.errors.push(problem);
  }
  wire.close();
}

function p95Of(values: number[]): number {
  return shareOf(
    values.sort((a, b) => a - b),
    0.95,
  );
}

/** Of sorted values. */
function shareOf(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
}

function problemOf({ status, body }: WireAnswer, expect: Buffer): string | null {
  const isRight = status >= 200 && status < 300 && body.includes(expect);
  return isRight ? null : `${status}, wanted ${expect}: ${body.subarray(0, 120)} … ${body.subarray(-80)}`;
}
