import { intruders } from '#bench/intruders/intruders.ts';
import { say } from '#bench/say.ts';
import { contention } from './contention.ts';
import { faults } from './faults.ts';
import { type Figure, figuresOf, tableOf } from './figure.ts';
import { readOptions } from './options.ts';

// `npm run prove`: see README.md beside this file.

const all = { ...faults, intruders };
const titles = Object.fromEntries(Object.entries(all).map(([name, { title }]) => [name, title]));
const { full, only } = readOptions(process.argv.slice(2), titles);
// Children are ended by their `exit` listeners.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const figures: Figure[] = [];
for (const [name, fault] of Object.entries(all)) {
  if (only && !only.includes(name)) continue;
  say(`${name}: ${fault.title}`);
  try {
    figures.push(...(await fault.run({ full, patience: await contention() })));
  } catch (error) {
    say(`${name}: ${(error as Error).stack}`);
    figures.push({ ...figuresOf(name).none('runs that ended in an error', 1) });
  }
}
process.stdout.write(`\n${tableOf(figures)}\n`);
const missed = figures.filter((figure) => !figure.ok);
const judged = figures.filter((figure) => figure.reach).length;
process.stdout.write(`\n${judged - missed.length} of ${judged} promises hold\n`);
if (missed.length > 0)
  process.stderr.write(`missed: ${missed.map(({ fault, name }) => `${fault}: ${name}`).join('; ')}\n`);
process.exit(missed.length === 0 ? 0 : 1);
