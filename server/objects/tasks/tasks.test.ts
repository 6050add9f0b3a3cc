import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remind } from '#server/features/notifications/remind.ts';
import type { Database, Tx } from '#server/platform/db/database.ts';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';

let test: TestApp;
let tenant: TestTenant;
let client: TestClient;
let rep: TestClient;
let repId: number;
let now = new Date('2026-03-27T08:00:00Z');
let statements = 0;

/** Counts what is sent within transactions that write. */
const counted = (db: Database): Database => ({
  ...db,
  write: (tenantId, work, unit) => {
    const count = (tx: Tx): Tx => ({
      ...tx,
      query: (query) => {
        statements += 1;
        return tx.query(query);
      },
    });
    return db.write(tenantId, (tx) => work(count(tx)), unit);
  },
});

beforeAll(async () => {
  test = await createTestApp({ clock: { now: () => now }, wrapDatabase: counted });
  tenant = await test.addTenant();
  client = await test.signedIn(tenant);
  repId = await tenant.addUser('rep', 'rep@example.com');
  rep = await test.signedIn(tenant, 'rep@example.com');
  await rep.patch('/api/v1/session', { time_zone: 'Europe/Berlin' });
});
afterAll(() => test.close());

const addTask = async (fields: object) => (await client.post('/api/v1/tasks', { title: 'Call', ...fields })).body.data;
const openTasks = async (title: string) =>
  (await client.get(`/api/v1/tasks?done=false&search=${title}`)).body.data as Record<string, unknown>[];

describe('a task that repeats', () => {
  it('is followed by the next one when it is done, at the same time on the clock of whoever does it', async () => {
    const task = await addTask({
      title: 'Standup',
      owner_id: repId,
      due_at: '2026-03-28T08:00:00Z',
      remind_at: '2026-03-28T07:45:00Z',
      repeats: 'DAILY',
      tags: ['team'],
    });
    const done = await rep.patch(`/api/v1/tasks/${task.id}`, { done: true });
    const [next, ...more] = await openTasks('Standup');
    expect(more).toEqual([]);
    expect(next).toMatchObject({
      due_at: '2026-03-29T07:00:00Z',
      remind_at: '2026-03-29T06:45:00Z',
      previous_id: task.id,
      owner_id: repId,
      repeats: 'DAILY',
      tags: ['team'],
      version: 1,
    });
    await rep.patch(`/api/v1/tasks/${task.id}`, { done: false });
    await rep.patch(`/api/v1/tasks/${task.id}`, { done: true });
    expect((await openTasks('Standup')).length).toBe(1);
    expect(done.headers.get('x-change-set')).not.toBe(null);
  });

  it('is open again, and the next one gone, when that is undone', async () => {
    const task = await addTask({
      title: 'Weekly',
      due_at: '2026-05-04T09:00:00Z',
      repeats: 'WEEKLY',
      repeat_on: 'MO,WE',
    });
    const done = await client.patch(`/api/v1/tasks/${task.id}`, { done: true });
    expect((await openTasks('Weekly')).map((one) => one.due_at)).toEqual(['2026-05-06T09:00:00Z']);
    await client.post(`/api/v1/change-sets/${done.headers.get('x-change-set')}/undo`);
    expect((await openTasks('Weekly')).map((one) => one.id)).toEqual([task.id]);
  });

  it('comes back to the end of the month after one that is too short', async () => {
    await addTask({ title: 'Monthly', due_at: '2026-01-31T09:00:00Z', repeats: 'MONTHLY' });
    for (const day of ['02-28', '03-31', '04-30', '05-31']) {
      const [{ id } = {}] = await openTasks('Monthly');
      await client.patch(`/api/v1/tasks/${id}`, { done: true });
      expect((await openTasks('Monthly')).map((one) => one.due_at)).toEqual([`2026-${day}T09:00:00Z`]);
    }
  });

  it('ends with its last day, and takes only what makes sense', async () => {
    const task = await addTask({
      title: 'Last',
      due_at: '2026-05-04T09:00:00Z',
      repeats: 'DAILY',
      repeat_until: '2026-05-04',
    });
    await client.patch(`/api/v1/tasks/${task.id}`, { done: true });
    expect(await openTasks('Last')).toEqual([]);
    const refused = await client.post('/api/v1/tasks', {
      title: 'x',
      repeats: 'HOURLY',
      repeat_every: 0,
      repeat_on: 'MO',
    });
    expect(Object.keys(refused.body.errors).sort()).toEqual(['repeat_every', 'repeats']);
    expect((await client.post('/api/v1/tasks', { title: 'x', repeat_on: 'XX' })).body.errors).toEqual({
      repeat_on: 'Repeat on must be days of the week such as MO,WE,FR',
    });
  });
});

describe('a batch of tasks', () => {
  const batch = (operations: object[]) => client.post('/api/v1/tasks/batch', { operations });

  it('shares its statements, and each that repeats is followed by its own', async () => {
    const due_at = '2026-05-04T09:00:00Z';
    const made = await batch(
      Array.from({ length: 200 }, (_, at) => ({
        op: 'create',
        data: { title: `Batched ${at}`, owner_id: repId, due_at, ...(at < 3 && { repeats: 'DAILY' }) },
      })),
    );
    const ids: number[] = made.body.data.results.map((one: { data: { id: number } }) => one.data.id);
    statements = 0;
    const done = await batch(ids.map((id) => ({ op: 'update', id, data: { done: true } })));
    expect(done.status).toBe(200);
    expect(statements).toBeLessThan(ids.length / 2);
    const following = (await openTasks('Batched')).map((one) => [one.previous_id, one.due_at]);
    expect(following.sort()).toEqual(ids.slice(0, 3).map((id) => [id, '2026-05-05T09:00:00Z']));
    const undone = await client.post(`/api/v1/change-sets/${done.body.data.change_set_id}/undo`);
    expect([undone.body.data.restored, (await openTasks('Batched&limit=100')).length]).toEqual([203, 100]);
  });
});

describe('notifications', () => {
  const read = async (by: TestClient) => (await by.get('/api/v1/notifications')).body;

  it('tell of a reminder when its time has come, once, and of a task that somebody else has given one', async () => {
    const before = (await read(rep)).unread;
    const task = await addTask({ title: 'Remind me', owner_id: repId, remind_at: '2026-03-27T08:05:00Z' });
    const own = await addTask({ title: 'My own', remind_at: '2026-03-27T08:05:00Z' });
    await remind(tenant.ctx);
    expect((await read(rep)).data[0]).toMatchObject({
      kind: 'assigned',
      object: 'tasks',
      record_id: task.id,
      title: 'Remind me',
      read_at: null,
    });
    now = new Date('2026-03-27T08:06:00Z');
    await remind(tenant.ctx);
    await remind(tenant.ctx);
    const { data, unread } = await read(rep);
    expect([data[0].kind, data[0].record_id, unread]).toEqual(['reminder', task.id, before + 2]);
    expect((await read(client)).data.map((one: { record_id: number }) => one.record_id)).toEqual([own.id]);
  });

  it('are read and unread by their person alone', async () => {
    const [first] = (await read(rep)).data;
    expect((await client.patch(`/api/v1/notifications/${first.id}`, { read: true })).status).toBe(404);
    expect((await rep.patch(`/api/v1/notifications/${first.id}`, { read: true })).body.data.read_at).not.toBe(null);
    expect((await rep.patch(`/api/v1/notifications/${first.id}`, { read: false })).body.data.read_at).toBe(null);
    expect((await rep.patch(`/api/v1/notifications/${first.id}`, { read: 'x' })).status).toBe(422);
    await rep.post('/api/v1/notifications/reading', { up_to: first.id });
    expect((await read(rep)).unread).toBe(0);
    expect((await rep.post('/api/v1/notifications/reading', {})).status).toBe(422);
    expect((await read(client)).unread).toBe(1);
  });
});
