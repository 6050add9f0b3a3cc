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

async function run({ port, connections, requests, seconds }: LoadJob): Promise<LoadResult> {
  const prepared = requests.map(({ text, expect }) => ({ bytes: Buffer.from(text), expect: Buffer.from(expect) }));
  const wires = await Promise.all(Array.from({ length: connections }, () => openWire(port)));
  const times: number[] = [];
  const errors: string[] = [];
  const started = performance.now();
  const end = started + seconds * 1000;
  let next = 0;
  const work = async (wire: Wire) => {
    while (performance.now() < end) {
      const { bytes, expect } = prepared[next++ % prepared.length] as (typeof prepared)[number];
      const sent = performance.now();
      const answer = await wire.send(bytes);
      times.push(performance.now() - sent);
      const problem = problemOf(answer, expect);
      if (problem) errors.push(problem);
    }
  };
  const outcomes = await Promise.allSettled(wires.map(work));
  const took = performance.now() - started;
  for (const wire of wires) wire.close();
  for (const outcome of outcomes) if (outcome.status === 'rejected') errors.push(String(outcome.reason));
  times.sort((a, b) => a - b);
  return {
    requests: times.length,
    perSecond: times.length / (took / 1000),
    p50: times[Math.floor(times.length / 2)] ?? Number.NaN,
    p99: times[Math.floor(times.length * 0.99)] ?? Number.NaN,
    errors: errors.length,
    firstError: errors[0] ?? null,
  };
}

function problemOf({ status, body }: WireAnswer, expect: Buffer): string | null {
  const isRight = status >= 200 && status < 300 && body.includes(expect);
  return isRight ? null : `${status}, wanted ${expect}: ${body.subarray(0, 120)} … ${body.subarray(-80)}`;
}
