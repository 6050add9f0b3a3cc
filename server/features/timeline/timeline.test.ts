import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';

let test: TestApp;
let tenant: TestTenant;
let client: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  tenant = await test.addTenant();
  client = await test.signedIn(tenant);
});
afterAll(() => test.close());

interface Entry {
  kind: string;
  id: number;
  at: string;
  record?: Record<string, unknown>;
  change?: Record<string, unknown>;
}

const create = async (path: string, body: object) => (await client.post(`/api/v1/${path}`, body)).body.data;
const makeLead = () => create('leads', { company: 'Acme', contact_name: 'Jane' });
const timeline = (id: number, query = '') => client.get(`/api/v1/leads/${id}/timeline${query}`);
const kindsOf = (entries: Entry[]) => entries.map(({ kind }) => kind);

it('merges activities, tasks and changes of a record by time, newest first', async () => {
  const lead = await makeLead();
  const note = await create('activities', { lead_id: lead.id, body: 'Called' });
  await client.patch(`/api/v1/leads/${lead.id}`, { rating: 'HOT' });
  const task = await create('tasks', { lead_id: lead.id, title: 'Call again' });
  await create('activities', { lead_id: (await makeLead()).id, body: 'Of another lead' });
  const { data, next_cursor } = (await timeline(lead.id)).body as { data: Entry[]; next_cursor: null };
  expect(kindsOf(data)).toEqual(['tasks', 'changes', 'activities', 'changes']);
  expect(data[0]).toMatchObject({ id: task.id, record: { title: 'Call again' } });
  expect(data[1]?.change).toMatchObject({ action: 'update', before: { rating: null }, after: { rating: 'HOT' } });
  expect(data[2]?.record).toEqual(note);
  expect(data[3]?.change).toMatchObject({ action: 'create', record_id: lead.id });
  expect(next_cursor).toBeNull();
});

it('pages through all of it once, also where many things happened in one moment', async () => {
  const lead = await makeLead();
  await client.post('/api/v1/activities/batch', {
    operations: Array.from({ length: 7 }, (_, at) => ({
      op: 'create',
      data: { lead_id: lead.id, body: `Note ${at}` },
    })),
  });
  await create('tasks', { lead_id: lead.id, title: 'Last' });
  const seen: Entry[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { data: Entry[]; next_cursor: string | null } = (
      await timeline(lead.id, `?limit=2${cursor && `&cursor=${cursor}`}`)
    ).body;
    expect(page.data.length).toBeLessThanOrEqual(2);
    seen.push(...page.data);
    cursor = page.next_cursor;
  }
  expect(kindsOf(seen)).toEqual(['tasks', ...Array(7).fill('activities'), 'changes']);
  expect(new Set(seen.map(({ kind, id }) => `${kind} ${id}`)).size).toBe(9);
});

it('shows only the kinds that are asked for, and names what it does not know', async () => {
  const lead = await makeLead();
  await create('activities', { lead_id: lead.id, body: 'Called' });
  expect(kindsOf((await timeline(lead.id, '?only=changes')).body.data)).toEqual(['changes']);
  expect(kindsOf((await timeline(lead.id, '?only=tasks,activities')).body.data)).toEqual(['activities']);
  const { errors } = (await timeline(lead.id, '?only=leads&limit=0&cursor=2026')).body;
  expect(Object.keys(errors).sort()).toEqual(['cursor', 'limit', 'only']);
});

it('is as closed as the record: to other tenants, to roles that do not reach it, in its hidden fields', async () => {
  const lead = await makeLead();
  await client.patch(`/api/v1/leads/${lead.id}`, { email: 'jane@acme.com' });
  const other = await test.signedIn(await test.addTenant());
  expect((await other.get(`/api/v1/leads/${lead.id}/timeline`)).status).toBe(404);
  const roles = (await client.get('/api/v1/roles?limit=100')).body.data;
  const { id } = roles.find((role: { key: string }) => role.key === 'rep');
  await tenant.addUser('rep', 'timeline-rep@example.com');
  const rep = await test.signedIn(tenant, 'timeline-rep@example.com');
  await client.patch(`/api/v1/roles/${id}`, { fields: { leads: { email: 'hidden' } } });
  const [, created] = (await rep.get(`/api/v1/leads/${lead.id}/timeline`)).body.data as Entry[];
  expect(created?.change?.after).not.toHaveProperty('email');
  await client.patch(`/api/v1/roles/${id}`, { permissions: { tasks: { read: 'none' }, leads: { read: 'own' } } });
  expect((await rep.get(`/api/v1/leads/${lead.id}/timeline`)).status).toBe(404);
});
