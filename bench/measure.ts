import type { LoadGenerator } from './load-client.ts';
import type { LoadResult } from './load-job.ts';
import { say } from './say.ts';
import type { Scenario } from './scenarios.ts';

export type Measured = Pick<LoadResult, 'perSecond' | 'p50' | 'p99'>;

export interface MeasureInput {
  load: LoadGenerator;
  runs: number;
  seconds: number;
}

/**
 * Medians by scenario. All of them take turns, so that a machine that is slower for a while is so for all; each warms up
 * before its first run.
 */
export async function measure<K extends string>(
  scenarios: Readonly<Record<K, Scenario>>,
  { load, runs, seconds }: MeasureInput,
): Promise<Record<K, Measured>> {
  const names = Object.keys(scenarios) as K[];
  const results = new Map<K, LoadResult[]>(names.map((name) => [name, []]));
  for (let run = 1; run <= runs; run += 1) {
    for (const name of names) {
      const job = scenarios[name];
      await load.run({ ...job, seconds: run === 1 ? Math.max(1, seconds / 2) : 0.5 });
      const result = await load.run({ ...job, seconds });
      results.get(name)?.push(result);
      const { perSecond, p50, p99 } = result;
      say(`run ${run} ${name}: ${perSecond.toFixed(0)}/s, p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`);
    }
  }
  const medians = names.map((name) => [name, medianOf(results.get(name) ?? [])]);
  return Object.fromEntries(medians);
}

function medianOf(results: readonly LoadResult[]): Measured {
  return {
    perSecond: median(results.map((one) => one.perSecond)),
    p50: median(results.map((one) => one.p50)),
    p99: median(results.map((one) => one.p99)),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return Number.isInteger(middle)
    ? ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
    : (sorted[Math.floor(middle)] as number);
}
