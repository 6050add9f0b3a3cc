// The short form of `npm run prove`: each fault a few times, with what must hold after it.
import { expect, test } from 'vitest';
import { faults } from './faults.ts';

/** How often each fault happens here; `npm run prove` does it more often. */
const cycles: Readonly<Record<string, number>> = {
  'kill-server': 2,
  'kill-database': 2,
  'kill-both': 1,
  'rolling-restart': 2,
  'kill-migration': 1,
  'disk-full': 1,
  soak: 2,
};

test.for(Object.entries(faults))('%s: what was promised holds', { timeout: 400_000 }, async ([name, fault]) => {
  // Times are judged by `npm run prove`, on a machine that does nothing else.
  const patience = 1000;
  const figures = await fault.run({ full: false, cycles: cycles[name] ?? 1, patience });
  expect(figures.filter((figure) => !figure.ok)).toEqual([]);
});
