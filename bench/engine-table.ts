import type { BatchTimes } from './engine-batches.ts';
import type { BulkTimes } from './engine-bulk.ts';
import { engineRequests } from './engine-scenarios.ts';
import type { Measured } from './measure.ts';
import { type Figure, ms } from './table.ts';

/** p50 alone, p99 at 16 connections, in ms, and p50 on a hundred times as many records ÷ p50. */
const REACH = { alone: 50, many: 150, growth: 1.5 };
/** Of a change of 50,000 records. */
const MOST_UNDO = 30_000;
/** The search over all objects has a bound of its own. */
const ALONE: Readonly<Record<string, number>> = { 'search over all objects': 30 };
/** Shorter than this nobody notices, and the clock decides more than the product. */
const NOTICEABLE_MS = 5;

export interface EngineResults {
  measured: Readonly<Record<string, Measured>>;
  batches: BatchTimes;
  bulk: BulkTimes;
}

/** The figures of issue 3. */
export function engineFigures({ measured, batches, bulk }: EngineResults): Figure[] {
  const of = (name: string): Measured => measured[name] ?? { perSecond: Number.NaN, p50: Number.NaN, p99: Number.NaN };
  const requests = Object.keys(engineRequests).flatMap((name): Figure[] => {
    const [alone, many, middle] = [of(`${name} alone`).p50, of(`${name} many`).p99, of(`${name} middle`).p50];
    const most = ALONE[name] ?? REACH.alone;
    const growth = alone / middle;
    return [
      figure(`${name}, p50 alone`, ms(alone), { reach: `≤ ${most} ms`, ok: alone <= most }),
      figure(`${name}, p99 at 16 connections`, ms(many), { reach: `≤ ${REACH.many} ms`, ok: many <= REACH.many }),
      {
        ...figure(`${name}, p50 on 1 % of the records`, ms(middle), {
          reach: `growth ≤ ${REACH.growth}`,
          ok: growth <= REACH.growth || alone <= NOTICEABLE_MS,
        }),
        ratio: growth.toFixed(2),
      },
    ];
  });
  return [
    ...requests,
    figure('batch of 1,000 creates', ms(batches.create), { reach: '', ok: true }),
    figure('undo of it', ms(batches.undo), { reach: '', ok: true }),
    figure(`one change of ${bulk.records.toLocaleString('en')} leads`, ms(bulk.change), { reach: '', ok: true }),
    figure('undo of that', ms(bulk.undo), { reach: `≤ ${MOST_UNDO} ms`, ok: bulk.undo <= MOST_UNDO }),
  ];
}

function figure(name: string, value: string, { reach, ok }: { reach: string; ok: boolean }): Figure {
  return { name, value, bound: '', ratio: '', reach, ok };
}
