import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { say } from '#bench/say.ts';
import { startEmbeddedPostgres } from '#server/platform/db/embedded.ts';
import { migrate, readMigrations } from '#server/platform/db/migrate.ts';
import { asOwner } from '#server/platform/db/setup.ts';
import { type Owner, openOwner } from '#server/testing/owner.ts';
import type { Fault, FaultInput } from './fault.ts';
import { type Figure, figuresOf } from './figure.ts';
import { startSqlWriter } from './sql-writer.ts';

/** The last migration of the old version: what comes after it is applied, and killed, with rows in the tables. */
const OLD = '0016';
const FULL_ROWS = 1_000_000;
const SHORT_ROWS = 100_000;

/** R4: migrations are killed at every statement and at random moments, while an old version goes on writing. */
export const killMigration: Fault = {
  title: 'kill -9 during migrations at every statement and at random moments, while others write',
  run: async (input) => {
    const folder = mkdtempSync(join(tmpdir(), 'arvelo-faults-'));
    // Root's PostgreSQL runs as another user, who must be able to enter.
    chmodSync(folder, 0o755);
    const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), archiveDir: null });
    try {
      return await killAndConverge(postgres.ownerUrl, input);
    } finally {
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function killAndConverge(clusterUrl: string, { full, patience }: FaultInput): Promise<Figure[]> {
  const of = figuresOf('kill migration');
  const cluster = await openOwner(clusterUrl);
  const rows = full ? FULL_ROWS : SHORT_ROWS;
  const oldUrl = await makeOld(cluster, clusterUrl, rows);
  const fresh = async (name: string) => copyOf(cluster, { from: oldUrl, name });

  const whole = await uninterrupted(await fresh('whole'));
  say(`kill migration: ${whole.statements.length} statements in ${(whole.took / 1000).toFixed(1)} s`);
  const points: Point[] = [
    ...whole.statements.map((statement) => ({ statement })),
    ...Array.from({ length: full ? 50 : 2 }, () => ({ ms: Math.random() * whole.took })),
  ];
  const chosen = full ? points : [...points.slice(0, -2).filter((_, at) => at % 5 === 0), ...points.slice(-2)];
  const outcomes: Outcome[] = [];
  for (const point of chosen) outcomes.push(await interrupted(await fresh('killed'), point, whole.schema));
  await cluster.close();
  return [
    of.info('rows; statements; kills', `${rows.toLocaleString('en')}; ${whole.statements.length}; ${outcomes.length}`),
    of.none('next starts that did not reach the same schema', outcomes.filter((one) => !one.isSame).length),
    of.none(
      'rows lost',
      outcomes.reduce((sum, one) => sum + one.rowsLost, 0),
    ),
    of.none(
      'writes of the old version that failed',
      whole.failures + outcomes.reduce((sum, one) => sum + one.failures, 0),
    ),
    of.within(
      'longest wait of a write of the old version',
      Math.max(whole.slowest, ...outcomes.map((one) => one.slowest)),
      {
        most: 2000,
        patience,
      },
    ),
  ];
}

/** Where a run is killed: when a statement begins, or so many ms after the start. */
interface Point {
  statement?: string;
  ms?: number;
}

interface Outcome {
  isSame: boolean;
  rowsLost: number;
  failures: number;
  slowest: number;
}

/** One run to its end, with what it did. */
async function uninterrupted(url: string) {
  const owner = await openOwner(url);
  const writer = startSqlWriter(url);
  const started = performance.now();
  const child = startMigration(url);
  const statements = new Set<string>();
  const exited = once(child, 'exit');
  while (child.exitCode === null) {
    for (const statement of await running(owner)) statements.add(statement);
    await delay(2);
  }
  await exited;
  if (child.exitCode !== 0) throw new Error('the migration failed without a fault');
  const took = performance.now() - started;
  const witness = await writer.stop();
  const schema = await schemaOf(owner);
  await owner.close();
  return { statements: [...statements], took, schema, ...witness };
}

async function interrupted(url: string, point: Point, schema: string): Promise<Outcome> {
  const owner = await openOwner(url);
  const writer = startSqlWriter(url);
  const child = startMigration(url);
  const exited = once(child, 'exit');
  if (point.ms !== undefined) await Promise.race([delay(point.ms), exited]);
  while (point.statement && child.exitCode === null && !(await running(owner)).includes(point.statement))
    await delay(2);
  child.kill('SIGKILL');
  await exited;
  const next = startMigration(url);
  const [code] = await once(next, 'exit');
  const { written, ...witness } = await writer.stop();
  const [count] = await owner.query<{ rows: number }>(
    "select count(*) as rows from leads where contact_name = 'written'",
  );
  const isSame = code === 0 && (await schemaOf(owner)) === schema;
  await owner.close();
  return { isSame, rowsLost: written - (count?.rows ?? 0), ...witness };
}

/** What the migrating process runs at this moment. */
async function running(owner: Owner): Promise<string[]> {
  const rows = await owner.query<{ query: string }>(
    `select query from pg_stat_activity where application_name = 'arvelo-owner' and state = 'active'
     and datname = current_database() and query ~* '^\\s*(--|create|alter|drop|insert|update)'`,
  );
  return rows.map((row) => row.query);
}

function startMigration(url: string): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, 'migrate-child.ts')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { PATH: process.env.PATH ?? '', DATABASE_URL: url },
  });
}

/** A database as the old version left it, with rows in the tables that grow. */
async function makeOld(cluster: Owner, clusterUrl: string, rows: number): Promise<string> {
  await cluster.query('create database old');
  const url = withDatabase(clusterUrl, 'old');
  await asOwner(url, async (owner) => {
    await migrate(owner, { through: (await readMigrations()).filter(({ name }) => name.slice(0, 4) <= OLD) });
    await owner.query(`
      insert into tenants (id, name) overriding system value values (1, 'Acme');
      insert into leads (tenant_id, company, contact_name, email, search_text)
      select 1, 'Company ' || n, 'Ann', 'a' || n || '@example.com', '' from generate_series(1, ${rows}) n;
      insert into activities (tenant_id, lead_id, body, search_text)
      select 1, id, 'A note', '' from leads where id <= ${rows / 2};`);
    await owner.query('vacuum (analyze)');
  });
  return url;
}

async function copyOf(cluster: Owner, { from, name }: { from: string; name: string }): Promise<string> {
  await cluster.query(`drop database if exists ${name} with (force)`);
  await cluster.query(`create database ${name} template ${new URL(from).pathname.slice(1)} strategy file_copy`);
  return withDatabase(from, name);
}

function withDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

/** Columns, indexes and constraints as one text. */
async function schemaOf(owner: Owner): Promise<string> {
  const rows = await owner.query<{ line: string }>(`
    select format('%s.%s %s %s', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull) as line
    from pg_attribute join pg_class c on c.oid = attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and attnum > 0 and not attisdropped
    union all
    select format('%s %s', pg_get_indexdef(indexrelid), indisvalid) from pg_index join pg_class c on c.oid = indexrelid
    where c.relnamespace = 'public'::regnamespace
    union all
    select format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) from pg_constraint
    where connamespace = 'public'::regnamespace
    union all select name from migrations order by 1`);
  return rows.map((row) => row.line).join('\n');
}
