import { type Figure, ms } from '#bench/table.ts';
import type { Audit, Category } from './audits.ts';
import type { LongList } from './long-list.ts';

const FIRST_ROWS_MS = 1000;
const FRAME_MS = 50;
const HEAP_MB = 150;
const SCORES: Readonly<Record<Audit['preset'], Record<Category, number>>> = {
  desktop: { performance: 95, accessibility: 100, 'best-practices': 100 },
  mobile: { performance: 90, accessibility: 100, 'best-practices': 100 },
};

/** The figures of issue 4. */
export function browserFigures({ list, audits }: { list: LongList; audits: readonly Audit[] | null }): Figure[] {
  const scored = (audits ?? []).flatMap(({ page, preset, scores }) =>
    (Object.entries(scores) as [Category, number][]).map(([category, score]) => {
      const least = SCORES[preset][category];
      return figure(`Lighthouse ${category}, ${page}, ${preset}`, String(score), `≥ ${least}`, score >= least);
    }),
  );
  return [
    figure('first rows after navigation', ms(list.firstRows), `≤ ${FIRST_ROWS_MS} ms`, list.firstRows <= FIRST_ROWS_MS),
    figure('first rows, nothing cached', ms(list.coldRows)),
    figure('frame while scrolling, p95', ms(list.frameP95), `≤ ${FRAME_MS} ms`, list.frameP95 <= FRAME_MS),
    figure(`longest of ${list.frames} frames, ${list.jumps} jumps`, ms(list.longestFrame)),
    figure('script memory after it', mb(list.heap), `< ${HEAP_MB} MB`, list.heap < HEAP_MB),
    figure('most script memory in between', mb(list.mostHeap)),
    ...(audits ? scored : [figure('Lighthouse', 'NOT MEASURED: it could not be installed')]),
  ];
}

function figure(name: string, value: string, reach = '', ok = true): Figure {
  return { name, value, bound: '', ratio: '', reach, ok };
}

function mb(value: number): string {
  return `${value.toFixed(0)} MB`;
}
