import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';

let test: TestApp;
let tenant: TestTenant;
let client: TestClient;
const path = '/api/v1/demo-data';

beforeAll(async () => {
  test = await createTestApp();
  tenant = await test.addTenant();
  client = await test.signedIn(tenant);
});
afterAll(() => test?.close());

const records = async () => (await client.get(path)).body.data.records;
const totalOf = async (name: string) => (await client.get(`/api/v1/${name}`)).body.total;

it('adds invented records once, all in one change set and owned by whoever asked', async () => {
  const [one, other] = await Promise.all([client.post(path, {}), client.post(path, {})]);
  expect([one.status, other.status].sort()).toEqual([201, 409]);
  expect(await records()).toBe(199);
  expect(await totalOf('leads')).toBe(30);
  expect(await totalOf(`leads?owner_id=${tenant.adminId}`)).toBe(30);
  const sets = (await client.get('/api/v1/change-sets')).body.data.filter(
    (set: { action: string }) => set.action === 'demo',
  );
  expect(sets.map((set: { changes: number }) => set.changes)).toEqual([199]);
  const meetings = await client.get('/api/v1/activities?filter={"field":"starts_at","op":"not_null"}');
  expect(meetings.body.total).toBeGreaterThan(5);
});

it('removes exactly them: what people made or hung on them stays, and undo brings them back', async () => {
  const own = (await client.post('/api/v1/leads', { company: 'Real', contact_name: 'Jane' })).body.data;
  const [demo] = (await client.get('/api/v1/leads?sort=company&limit=1')).body.data;
  const task = (await client.post('/api/v1/tasks', { title: 'Mine', lead_id: demo.id })).body.data;
  await client.patch(`/api/v1/leads/${demo.id}`, { rating: 'HOT' });
  const removed = await client.delete(path);
  expect([removed.status, removed.body.data]).toEqual([200, { records: 0 }]);
  expect([await totalOf('leads'), await totalOf('tasks'), await totalOf('activities'), await records()]).toEqual([
    1, 1, 0, 0,
  ]);
  expect((await client.get(`/api/v1/leads/${own.id}`)).body.data).toMatchObject({ version: own.version });
  expect((await client.get(`/api/v1/tasks/${task.id}`)).status).toBe(200);
  expect((await client.delete(path)).status).toBe(200);
  const changeSet = removed.headers.get('x-change-set');
  expect((await client.post(`/api/v1/change-sets/${changeSet}/undo`, {})).body.data.restored).toBe(199);
  expect(await records()).toBe(199);
  await client.delete(path);
  expect((await client.post(path, {})).status).toBe(201);
});

it('is for admins, takes nothing, and knows nothing of other organizations', async () => {
  await tenant.addUser('manager', 'manager@example.com');
  const manager = await test.signedIn(tenant, 'manager@example.com');
  expect([
    (await manager.get(path)).status,
    (await manager.post(path, {})).status,
    (await manager.delete(path)).status,
  ]).toEqual([403, 403, 403]);
  const refused = await client.post(path, { leads: 5 });
  expect([refused.status, refused.body.errors]).toEqual([422, { leads: 'Unknown field' }]);
  const stranger = await test.signedIn(await test.addTenant('Other'));
  expect((await stranger.get(path)).body.data.records).toBe(0);
  await stranger.delete(path);
  expect(await records()).toBe(199);
});
