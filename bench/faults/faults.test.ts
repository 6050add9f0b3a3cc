// The short form of `npm run prove`: each fault a few times, with what must hold after it.
import { expect, test } from 'vitest';
import { contention } from './contention.ts';
import { faults } from './faults.ts';

/** How often each fault happens here; `npm run prove` does it more often. */
const cycles: Readonly<Record<string, number>> = {
  'kill-server': 3,
  'kill-database': 3,
  'kill-both': 2,
  'rolling-restart': 2,
  'kill-migration': 1,
  'disk-full': 1,
  soak: 2,
};

test.for(Object.entries(faults))('%s: what was promised holds', { timeout: 400_000 }, async ([name, fault]) => {
  // Other test files run beside this one and come and go, so times are judged by `npm run prove`, and here only against hanging.
  const patience = 5 * (await contention());
  const figures = await fault.run({ full: false, cycles: cycles[name] ?? 1, patience });
  expect(figures.filter((figure) => !figure.ok)).toEqual([]);
});
