import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { runBench } from './bench.ts';
import { engineFigures } from './engine-table.ts';
import { type Options, readOptions } from './options.ts';
import { figuresOf, tableOf } from './table.ts';

// `npm run bench`: see README.md beside this file.

const options = readOptions(process.argv.slice(2));
// Children are stopped by their `exit` listeners.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const results = await runBench(options);
if (!results) process.exit(0);
const figures = [...figuresOf(results), ...engineFigures(results)];
const table = `${conditions(options)}\n\n${tableOf(figures)}\n`;
process.stdout.write(`\n${table}\n`);
if (options.write) writeTable(table);
const missed = figures.filter((figure) => !figure.ok);
if (missed.length > 0) process.stderr.write(`missed: ${missed.map((figure) => figure.name).join('; ')}\n`);
process.exit(missed.length === 0 ? 0 : 1);

function conditions({ sizes, runs, seconds }: Options): string {
  const { smallTenants, smallLeads, bigLeads } = sizes;
  const count = (number: number) => number.toLocaleString('en');
  return [
    `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus()[0]?.model.trim()} with`,
    `${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB;`,
    `${count(smallTenants)} tenants of ${count(smallLeads)} leads and one of ${count(bigLeads)};`,
    `median of ${runs} runs of ${seconds} s, load generator and database on the same machine.`,
  ].join(' ');
}

/** Puts the table between the two marks of the README. */
function writeTable(text: string): void {
  const file = join(import.meta.dirname, 'README.md');
  const readme = readFileSync(file, 'utf8');
  const marks = /(<!-- figures -->\n)[\s\S]*(<!-- end of figures -->)/;
  if (!marks.test(readme)) throw new Error(`${file} lacks the marks between which the figures stand`);
  writeFileSync(
    file,
    readme.replace(marks, (_all, start: string, end: string) => `${start}\n${text}\n${end}`),
  );
}
