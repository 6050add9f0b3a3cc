import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';

let test: TestApp;
let tenant: TestTenant;
let client: TestClient;
let now = new Date();

beforeAll(async () => {
  test = await createTestApp({ clock: { now: () => now } });
  tenant = await test.addTenant('Acme');
  client = await test.signedIn(tenant);
});
afterAll(() => test?.close());

const nothing = { language: null, locale: null, time_zone: null, first_weekday: null, theme: null, guide: null };

it('begins with everything as the browser says, and keeps what a person chooses', async () => {
  expect((await client.get('/api/v1/session')).body.data.preferences).toEqual(nothing);
  const chosen = {
    language: 'de',
    locale: 'de-AT',
    time_zone: 'Europe/Vienna',
    first_weekday: 1,
    theme: 'contrast',
    guide: 'open',
  };
  const changed = await client.patch('/api/v1/session', chosen);
  expect([changed.status, changed.body.data.preferences]).toEqual([200, chosen]);
  const one = await client.patch('/api/v1/session', { theme: null });
  expect(one.body.data.preferences).toEqual({ ...chosen, theme: null });
  expect((await client.get('/api/v1/session')).body.data.preferences).toEqual({ ...chosen, theme: null });
});

it('names each preference that cannot be, and changes nothing', async () => {
  const before = (await client.get('/api/v1/session')).body.data;
  const wrong = { language: 'not a language', locale: '!', time_zone: 'Mars/Olympus', first_weekday: 7, theme: 'PINK' };
  const refused = await client.patch('/api/v1/session', { ...wrong, role: 'viewer' });
  expect(refused.status).toBe(422);
  expect(Object.keys(refused.body.errors).sort()).toEqual([...Object.keys(wrong), 'role'].sort());
  expect((await client.get('/api/v1/session')).body.data).toEqual({ ...before, csrf_token: expect.any(String) });
});

const addViewer = async () => {
  await tenant.addUser('viewer', 'vera@example.com');
  return 'vera@example.com';
};

it('lets somebody who may not change users change their own name, in the history as theirs', async () => {
  const viewer = await test.signedIn(tenant, await addViewer());
  const renamed = await viewer.patch('/api/v1/session', { name: 'Vera Viewer' });
  expect([renamed.status, renamed.body.data.user]).toMatchObject([200, { name: 'Vera Viewer', role: 'viewer' }]);
  expect((await viewer.patch(`/api/v1/users/${renamed.body.data.user.id}`, { name: 'X' })).status).toBe(403);
});

it('takes relative dates in the time zone and week of whoever asks', async () => {
  // Noon of a Sunday in UTC; in Auckland it is Monday already, and was Sunday an hour before it began.
  now = new Date('2026-03-01T12:00:00Z');
  expect((await client.post('/api/v1/tasks', { title: 'Call', due_at: '2026-03-01T10:30:00Z' })).status).toBe(201);
  const found = async (time_zone: string, first_weekday: number, value: object) => {
    expect((await client.patch('/api/v1/session', { time_zone, first_weekday })).status).toBe(200);
    const filter = JSON.stringify({ field: 'due_at', op: 'within', value });
    return (await client.get(`/api/v1/tasks?${new URLSearchParams({ filter, total: 'true' })}`)).body.total;
  };
  expect(await found('UTC', 1, { this: 'day' })).toBe(1);
  expect(await found('Pacific/Auckland', 1, { this: 'day' })).toBe(0);
  expect(await found('Pacific/Auckland', 1, { previous: 'day' })).toBe(1);
  expect(await found('Pacific/Auckland', 1, { this: 'week' })).toBe(0);
  expect(await found('Pacific/Auckland', 0, { this: 'week' })).toBe(1);
});
