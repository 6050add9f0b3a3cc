import type pg from 'pg';
import { readConfig } from '#server/config.ts';
import { asOwner } from '#server/platform/db/setup.ts';
import { MOST_RECORDS } from '#server/records/bulk-query.ts';
import { startBounds } from './bounds.ts';
import { addCustomField } from './custom-field.ts';
import { type Dataset, dataDirOf, openDataset } from './dataset.ts';
import { addBenchTenant, type BenchTenant } from './dataset-build.ts';
import { measureBatches } from './engine-batches.ts';
import { measureBulk } from './engine-bulk.ts';
import { findExamples } from './engine-examples.ts';
import { engineScenarios } from './engine-scenarios.ts';
import { startLoadGenerator } from './load-client.ts';
import { measure, median } from './measure.ts';
import type { Options } from './options.ts';
import { databaseAlone, hasPgbench } from './pgbench.ts';
import { type Product, startProduct } from './product.ts';
import { say } from './say.ts';
import { type StatusTotal, scenariosOf, type World } from './scenarios.ts';
import { countHits, pickWords } from './search-words.ts';
import type { Results } from './table.ts';

/** What `--only` calls the batches. */
const BATCHES = 'batches';

/** Starts all that takes part, measures, and leaves nothing running. null: only some scenarios, nothing to judge. */
export async function runBench(options: Options): Promise<Results | null> {
  const dataDir = dataDirOf(options.folder, options.sizes);
  say(`dataset in ${dataDir}`);
  const { dataset, app, ownerUrl, close } = await openDataset(dataDir, options.sizes);
  const stops: (() => unknown)[] = [close];
  try {
    return await asOwner(ownerUrl, async (owner) => {
      await removeWriters(owner);
      const writer = await addBenchTenant(app, 'bench-writer');
      const product = await startProduct(dataDir, { profile: options.profile });
      stops.push(product.stop);
      const workers = await startProduct(dataDir, { more: ['--no-worker', '--workers', '2'] });
      stops.push(workers.stop);
      const { databasePool: poolSize } = readConfig({});
      const bounds = await startBounds({ dataDir, owner, ownerUrl, poolSize, tenantId: writer.id });
      stops.push(bounds.stop);
      const load = startLoadGenerator();
      stops.push(load.stop);
      const world = { product, workers, bounds, ...dataset, ...(await learn(owner, { ...dataset, product, writer })) };
      await addCustomField(owner, world.big, world.clients.big);
      await addCustomField(owner, world.middle, world.clients.middle);
      say('measuring');
      const examples = {
        big: await findExamples(owner, world.big, world.clients.big),
        middle: await findExamples(owner, world.middle, world.clients.middle),
      };
      const all = Object.entries({ ...scenariosOf(world), ...engineScenarios(world, examples) });
      const chosen = all.filter(([name]) => options.only?.includes(name) ?? true);
      const measured = await measure(Object.fromEntries(chosen), { load, ...options });
      const memory = product.memory();
      if (options.only && !options.only.includes(BATCHES)) return null;
      const batches = await measureBatches(world.clients.writer, options.runs);
      const bulk = await measureBulk(world.clients.writer, Math.min(MOST_RECORDS, options.sizes.bigLeads / 10));
      if (options.only) return null;
      const alone = await measureDatabase(world, { ownerUrl, ...options });
      return {
        measured,
        batches,
        bulk,
        memory,
        databaseAlone: alone,
        databaseAloneBy: hasPgbench ? 'pgbench' : 'driver',
      };
    });
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

type Learnt = Pick<World, 'clients' | 'words' | 'totals' | 'ids'>;

/** Signs in, and finds out by SQL what is to be asked for and which answers are right. */
async function learn(
  owner: pg.Client,
  { big, middle, small, product, writer }: Dataset & { product: Product; writer: BenchTenant },
): Promise<Learnt> {
  // The first one: all others sign in over and over, which ends their oldest sessions.
  const one = small[0] as BenchTenant;
  const words = await pickWords(owner, big.id);
  const smallWords = [];
  for (const { text } of words.usual) smallWords.push({ text, hits: await countHits(owner, one.id, text) });
  const hits = words.usual.map((word) => `${word.text} (${word.hits})`).join(', ');
  say(`searches: ${hits}; dense: ${words.dense.map((word) => `${word.text} (${word.hits})`).join(', ')}`);
  if (words.usual.length === 0) throw new Error('the big tenant is too small to find words with about 200 hits');
  const { rows } = await owner.query('select id from leads where tenant_id = $1 order by md5(id::text) limit 500', [
    big.id,
  ]);
  return {
    clients: {
      big: await product.signIn(big),
      middle: await product.signIn(middle),
      small: await product.signIn(one),
      writer: await product.signIn(writer),
    },
    words: { big: words, small: smallWords },
    totals: { big: await statusTotals(owner, big.id), small: await statusTotals(owner, one.id) },
    ids: rows.map((row) => Number(row.id)),
  };
}

async function statusTotals(owner: pg.Client, tenantId: number): Promise<StatusTotal[]> {
  const { rows } = await owner.query<StatusTotal>(
    `select status, count(*)::int as total from leads where tenant_id = $1 and deleted_at is null group by status
     order by status`,
    [tenantId],
  );
  return rows;
}

async function measureDatabase(
  { big, totals }: World,
  { ownerUrl, runs, seconds }: { ownerUrl: string; runs: number; seconds: number },
): Promise<number> {
  const results: number[] = [];
  for (let run = 1; run <= runs; run += 1) {
    const statuses = totals.big.map((one) => one.status);
    results.push(
      await databaseAlone({
        url: ownerUrl,
        tenantId: big.id,
        statuses,
        connections: 16,
        seconds: Math.max(2, seconds),
      }),
    );
    say(`run ${run} database alone: ${results.at(-1)?.toFixed(0)}/s`);
  }
  return median(results);
}

/** What earlier runs created goes, so that every run starts from the same dataset. */
async function removeWriters(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query("select id from tenants where name = 'bench-writer'");
  if (rows.length === 0) return;
  const ids = rows.map((row) => row.id);
  for (const table of ['changes', 'change_sets', 'leads', 'lead_sources', 'users']) {
    await owner.query(`delete from ${table} where tenant_id = any($1)`, [ids]);
  }
  await owner.query('delete from tenants where id = any($1)', [ids]);
  await owner.query('vacuum (analyze)');
  await owner.query('checkpoint');
}
