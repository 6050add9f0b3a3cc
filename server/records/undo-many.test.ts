// Taking back a change of many records: each is as it was in every field but its version and the time of its last change.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { openOwner } from '#server/testing/owner.ts';
import { inChangeSet } from './change-set.ts';
import { createMany } from './create-many.ts';
import { objectFor } from './definition.ts';

/** More records than one statement writes (1,000), and more changes (5,000). */
const MANY = 5500;
const SOME = 1200;

let test: TestApp;
let tenant: TestTenant;
let client: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  tenant = await test.addTenant();
  client = await test.signedIn(tenant);
});
afterAll(() => test.close());

const fill = async (name: string, count: number, make: (at: number) => Record<string, unknown>) => {
  const object = await objectFor(tenant.ctx, name);
  const rows = Array.from({ length: count }, (_, at) => make(at));
  await inChangeSet(tenant.ctx, 'create', (work) => createMany(work, object, rows));
};

/** The rows as they stand in the table. */
const rowsOf = async (table: string) => {
  const owner = await openOwner(test.ownerUrl);
  const rows = await owner.query<Record<string, unknown>>(
    `select * from ${table} where tenant_id = ${tenant.id} and deleted_at is null order by id`,
  );
  await owner.close();
  return rows.map(({ version, updated_at, ...rest }) => rest);
};

const changeAndUndo = async (object: string, data: object) => {
  const before = await rowsOf(object);
  const changed = await client.post(`/api/v1/${object}/bulk`, { action: 'update', filter: { and: [] }, data });
  expect(changed.body.data).toMatchObject({ matched: before.length, changed: before.length, skipped: 0 });
  expect(await rowsOf(object)).not.toEqual(before);
  const undone = await client.post(`/api/v1/change-sets/${changed.body.data.change_set_id}/undo`);
  expect(undone.body.data).toMatchObject({ restored: expect.any(Number), skipped: [] });
  expect(undone.body.data.restored).toBeGreaterThanOrEqual(before.length);
  expect(await rowsOf(object)).toEqual(before);
};

it('of leads, with what they are searched by and what they are counted by', { timeout: 120_000 }, async () => {
  await fill('leads', MANY, (at) => ({
    company: `Company ${at}`,
    contact_name: at % 2 === 0 ? 'Jäne' : 'John',
    email: at % 3 === 0 ? null : `lead${at}@example.com`,
    rating: at % 5 === 0 ? null : 'COLD',
  }));
  const totals = async () => (await client.get('/api/v1/leads/groups?by=rating')).body.data;
  const before = await totals();
  await changeAndUndo('leads', { company: 'Changed', rating: 'HOT', email: 'all@example.com', tags: ['vip'] });
  expect(await totals()).toEqual(before);
});

it('of tasks, whose writes are followed up one by one', { timeout: 120_000 }, async () => {
  await fill('tasks', SOME, (at) => ({ title: `Call ${at}`, priority: at % 2 === 0 ? 'LOW' : 'HIGH' }));
  await changeAndUndo('tasks', { priority: 'NORMAL', done: true });
});
