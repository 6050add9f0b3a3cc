import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { type Owner, openOwner } from '#server/testing/owner.ts';
import { createSamples, type Ids } from '#server/testing/sample-record.ts';
import { type Operation, operationsOf } from './operations.ts';
import { createStriker, type Striker } from './strike.ts';

/** Words that stand in every text of a tenant: where one of another tenant shows, something has leaked. */
export const words = { us: 'canaryus', them: 'canarythem', others: 'canaryothers' };

export const roles = ['admin', 'manager', 'rep', 'viewer'] as const;
export type Role = (typeof roles)[number];

/** Three tenants with a record of every kind, the product that serves them, and a look behind it. */
export interface World {
  test: TestApp;
  owner: Owner;
  us: TestTenant;
  strangers: TestTenant[];
  /** Signs in anew as somebody of our tenant. */
  as(role: Role): Promise<TestClient>;
  own: Ids;
  foreign: Ids;
  /** What the description of the API says that there is. */
  operations: Operation[];
  /** Lines that PostgreSQL has written about errors in this database. */
  databaseErrors(): string[];
  /** What the product has written to its log. */
  log(): string;
  failAt: Striker['failAt'];
  close(): Promise<void>;
}

export async function createWorld(): Promise<World> {
  const lines: string[] = [];
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  const striker = createStriker();
  const test = await createTestApp({ log: pino({ level: 'debug' }, stream), wrapDatabase: striker.wrap });
  const owner = await openOwner(test.ownerUrl);
  const us = await test.addTenant('Us');
  const strangers = [await test.addTenant(words.them), await test.addTenant(words.others)];
  const emails = Object.fromEntries(roles.map((role) => [role, `${role}@us.example`]));
  for (const role of roles) await us.addUser(role, emails[role] ?? '');
  const as = (role: Role) => test.signedIn(us, emails[role]);
  const admin = await as('admin');
  const own = await createSamples(admin, words.us);
  const [them, others] = await Promise.all(strangers.map((tenant) => test.signedIn(tenant)));
  const foreign = await createSamples(them as TestClient, words.them);
  await createSamples(others as TestClient, words.others);
  const document = (await admin.get('/api/v1/openapi.json')).body;
  const start = statSync(logFile()).size;
  const database = new URL(test.ownerUrl).pathname.slice(1);
  return {
    test,
    owner,
    us,
    strangers,
    as,
    own,
    foreign,
    // An answer that never ends cannot be compared with another; the live stream has tests of its own.
    operations: operationsOf(document).filter(({ answers }) => answers[200]?.type !== 'text/event-stream'),
    databaseErrors: () => readFrom(logFile(), start).filter((line) => line.startsWith(`${database} `)),
    log: () => lines.join(''),
    failAt: striker.failAt,
    close: async () => {
      await owner.close();
      await test.close();
    },
  };
}

function logFile(): string {
  const file = process.env.TEST_CLUSTER_LOG;
  if (!file) throw new Error('TEST_CLUSTER_LOG is missing: start a cluster with startTestCluster()');
  return file;
}

function readFrom(file: string, start: number): string[] {
  const bytes = Buffer.alloc(statSync(file).size - start);
  const handle = openSync(file, 'r');
  readSync(handle, bytes, 0, bytes.length, start);
  closeSync(handle);
  return bytes.toString().split('\n');
}
