import { parseArgs } from 'node:util';
import { attacks } from './attacks.ts';
import { runAttacks } from './run-attacks.ts';

// `node bin/run.js bench/intruders/run.ts [--full] [--only S7] [--seed 1]`: see README.md beside this file.

const { values } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
const chosen = attacks.filter(({ id }) => !values.only || id.split(' ').includes(values.only));
const ran = await runAttacks(chosen, { size: values.full ? 'full' : 'short', seed: Number(values.seed) });
const rows = ran.map(
  ({ attack, requests, findings, seconds }) =>
    `| ${attack.id} | ${attack.name} | ${requests.toLocaleString('en')} | ${findings.length} | ${seconds} s |`,
);
process.stdout.write(`\n| | attack | requests | findings | took |\n| - | - | - | - | - |\n${rows.join('\n')}\n`);
process.exit(ran.every(({ findings }) => findings.length === 0) ? 0 : 1);
