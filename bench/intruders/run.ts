import { parseArgs } from 'node:util';
import { say } from '#bench/say.ts';
import { startTestCluster } from '#server/testing/cluster.ts';
import { attacks } from './attacks.ts';
import { createWorld } from './world.ts';

// `node bin/run.js bench/intruders/run.ts [--full] [--only S7] [--seed 1]`: see README.md beside this file.

const { values } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
const size = values.full ? 'full' : 'short';
const chosen = attacks.filter(({ id }) => !values.only || id.split(' ').includes(values.only));
const stop = await startTestCluster();
const rows: string[] = [];
let findings = 0;
for (const attack of chosen) {
  say(`${attack.id} ${attack.name}`);
  const started = performance.now();
  const world = await createWorld();
  const outcome = await attack.run(world, { requests: attack.size[size], seed: Number(values.seed) });
  await world.close();
  findings += outcome.findings.length;
  for (const finding of outcome.findings) say(`  FOUND ${finding}`);
  const seconds = Math.round((performance.now() - started) / 1000);
  rows.push(
    `| ${attack.id} | ${attack.name} | ${outcome.requests.toLocaleString('en')} | ${outcome.findings.length} | ${seconds} s |`,
  );
}
await stop();
process.stdout.write(`\n| | attack | requests | findings | took |\n| - | - | - | - | - |\n${rows.join('\n')}\n`);
process.exit(findings === 0 ? 0 : 1);
