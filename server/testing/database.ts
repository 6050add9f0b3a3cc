import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { pino } from 'pino';
import type { Database } from '#server/platform/db/database.ts';
import { type SetupOptions, setUpDatabase } from '#server/platform/db/setup.ts';

export const testSecretKey = Buffer.alloc(32, 7);

/** The name of the migrated database that the others are copied from. */
const TEMPLATE = 'arvelo_template';

/** Migrates the template; once per test run. */
export async function prepareTemplate(clusterUrl: string): Promise<void> {
  await onCluster(clusterUrl, (client) => client.query(`create database ${TEMPLATE}`));
  const db = await openTestDatabase(urlOf(clusterUrl, TEMPLATE));
  await db.close();
}

/** Who hears of its statements. */
export type Watched = Partial<Pick<SetupOptions, 'log' | 'slowMs' | 'tracing'>>;

export interface TestDatabase {
  db: Database;
  /** Connection string of the owner, who row-level security does not hold. */
  ownerUrl: string;
  drop(): Promise<void>;
}

/** A database of its own, migrated and empty. */
export async function createTestDatabase(watched: Watched = {}): Promise<TestDatabase> {
  const clusterUrl = process.env.TEST_CLUSTER_URL;
  if (!clusterUrl)
    throw new Error('TEST_CLUSTER_URL is missing: run the tests with `npm test` or vitest from the project folder');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onCluster(clusterUrl, (client) =>
    client.query(`create database ${name} template ${TEMPLATE} strategy file_copy`),
  );
  const ownerUrl = urlOf(clusterUrl, name);
  const db = await openTestDatabase(ownerUrl, watched);
  return {
    db,
    ownerUrl,
    drop: async () => {
      await db.close();
      await onCluster(clusterUrl, async (client) => {
        await client.query(`drop database if exists ${name} with (force)`);
        await client.query(`drop role if exists ${name}_app`);
      });
    },
  };
}

/** One that is there already; whoever made it drops it. */
export async function reopenTestDatabase(ownerUrl: string): Promise<TestDatabase> {
  const db = await openTestDatabase(ownerUrl);
  return { db, ownerUrl, drop: () => db.close() };
}

/** A database with nothing in it, not even tables. */
export async function createEmptyDatabase(): Promise<{ ownerUrl: string; drop(): Promise<void> }> {
  const clusterUrl = process.env.TEST_CLUSTER_URL ?? '';
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onCluster(clusterUrl, (client) => client.query(`create database ${name}`));
  return {
    ownerUrl: urlOf(clusterUrl, name),
    drop: () =>
      onCluster(clusterUrl, async (client) => {
        await client.query(`drop database if exists ${name} with (force)`);
        await client.query(`drop role if exists ${name}_app`);
      }),
  };
}

function openTestDatabase(ownerUrl: string, watched: Watched = {}): Promise<Database> {
  return setUpDatabase({
    ownerUrl,
    appUrl: null,
    secretKey: testSecretKey,
    poolSize: 5,
    preparedStatements: true,
    log: pino({ level: 'silent' }),
    ...watched,
  });
}

async function onCluster(clusterUrl: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(clusterUrl, 'postgres') });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(clusterUrl: string, database: string): string {
  const url = new URL(clusterUrl);
  url.pathname = `/${database}`;
  return url.href;
}
