import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
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

const createLead = async (company: string, more = {}) =>
  (await client.post('/api/v1/leads', { company, contact_name: 'Jo', ...more })).body.data;
const undo = (changeSetId: string | number | null, body = {}) =>
  client.post(`/api/v1/change-sets/${changeSetId}/undo`, body);
/** Transactions of other test files on this server hold the feed back; it must come, not come at once. */
const PATIENCE = { timeout: 60_000, interval: 100 };

const plain = ({ version, updated_at, ...rest }: Record<string, unknown>) => rest;

it('lists what was done, of one person where one is asked for', async () => {
  const userId = await tenant.addUser('rep', 'sets-rep@example.com');
  const rep = await test.signedIn(tenant, 'sets-rep@example.com');
  await createLead('Of the admin');
  await rep.post('/api/v1/leads', { company: 'Of the rep', contact_name: 'Jo' });
  const setsOf = async (query: string) => (await client.get(`/api/v1/change-sets?${query}`)).body.data;
  expect(await setsOf(`user_id=${userId}`)).toMatchObject([
    { user_id: userId, action: 'create', objects: { leads: 1 } },
  ]);
  expect(
    (await setsOf(`user_id=${tenant.adminId}`)).every((one: { user_id: number }) => one.user_id === tenant.adminId),
  ).toBe(true);
  expect((await client.get('/api/v1/change-sets?user_id=me')).body.errors).toEqual({
    user_id: 'User must be the id of a user',
  });
});

describe('undo', () => {
  it('brings back what an update changed, as a change set of its own that can be undone too', async () => {
    const lead = await createLead('Before', { rating: 'HOT' });
    const update = await client.patch(`/api/v1/leads/${lead.id}`, { company: 'After', rating: null });
    const undone = await undo(update.headers.get('x-change-set'));
    expect(undone.body.data).toMatchObject({ restored: 1, skipped: [] });
    expect(plain((await client.get(`/api/v1/leads/${lead.id}`)).body.data)).toEqual(plain(lead));
    expect((await client.get('/api/v1/leads?search=before')).body.total).toBe(1);
    await undo(undone.body.data.change_set_id);
    expect((await client.get(`/api/v1/leads/${lead.id}`)).body.data).toMatchObject({ company: 'After', rating: null });
  });

  it('reverses a mixed batch whole, with exact totals', async () => {
    const kept = await createLead('Batch kept', { status: 'WORKING' });
    const gone = await createLead('Batch gone');
    const before = (await client.get('/api/v1/leads?limit=100')).body;
    const batch = await client.post('/api/v1/leads/batch', {
      operations: [
        { op: 'create', data: { company: 'Batch new', contact_name: 'Jo' } },
        { op: 'update', id: kept.id, data: { status: 'QUALIFIED' } },
        { op: 'update', id: kept.id, data: { status: 'UNQUALIFIED', rating: 'COLD' } },
        { op: 'delete', id: gone.id },
      ],
    });
    expect(batch.status).toBe(200);
    const undone = await undo(batch.body.data.change_set_id);
    expect(undone.body.data).toMatchObject({ restored: 3, skipped: [] });
    const after = (await client.get('/api/v1/leads?limit=100')).body;
    expect(after.total).toBe(before.total);
    expect(after.data.map(plain)).toEqual(before.data.map(plain));
    for (const status of ['NEW', 'WORKING', 'QUALIFIED', 'UNQUALIFIED']) {
      const listed = (await client.get(`/api/v1/leads?status=${status}&limit=100`)).body;
      expect([status, listed.total]).toEqual([status, listed.data.length]);
    }
  });

  it('gives unique values back that records have passed on to each other', async () => {
    await client.post('/api/v1/fields', { object: 'leads', key: 'c_no', kind: 'text', label: 'No', unique: true });
    for (const [path, field, make] of [
      ['lead-sources', 'name', (name: string) => ({ name })],
      ['leads', 'c_no', (c_no: string) => ({ company: 'Numbered', contact_name: 'Jo', c_no })],
    ] as const) {
      const [one, two, three] = await Promise.all(
        ['1st', '2nd', '3rd'].map(async (value) => (await client.post(`/api/v1/${path}`, make(value))).body.data.id),
      );
      const held = async (id: number) => (await client.get(`/api/v1/${path}/${id}`)).body.data?.[field];
      const batch = await client.post(`/api/v1/${path}/batch`, {
        operations: [
          { op: 'update', id: one, data: { [field]: '0th' } },
          { op: 'update', id: two, data: { [field]: '1st' } },
          { op: 'delete', id: three },
          { op: 'create', data: make('3rd') },
        ],
      });
      const undone = await undo(batch.body.data.change_set_id);
      expect([path, undone.status, undone.body.data]).toMatchObject([path, 200, { restored: 4, skipped: [] }]);
      expect(await Promise.all([one, two, three].map(held))).toEqual(['1st', '2nd', '3rd']);
      expect((await client.post(`/api/v1/${path}`, make('2ND'))).status).toBe(409);
      expect((await client.post(`/api/v1/${path}`, make('0th'))).status).toBe(201);
    }
  });

  it('refuses when a record has changed since, or skips it, or overwrites it, as asked', async () => {
    const [one, two] = [await createLead('Conflict one'), await createLead('Conflict two')];
    const batch = await client.post('/api/v1/leads/batch', {
      operations: [one, two].map(({ id }) => ({ op: 'update', id, data: { rating: 'HOT' } })),
    });
    const id = batch.body.data.change_set_id;
    await client.patch(`/api/v1/leads/${two.id}`, { rating: 'WARM' });
    const refused = await undo(id);
    expect(refused.status).toBe(409);
    expect(refused.body.data.conflicts).toEqual([{ object: 'leads', id: two.id }]);
    expect((await client.get(`/api/v1/leads/${one.id}`)).body.data.rating).toBe('HOT');
    const skipped = await undo(id, { on_conflict: 'skip' });
    expect(skipped.body.data).toMatchObject({ restored: 1, skipped: [{ object: 'leads', id: two.id }] });
    expect((await client.get(`/api/v1/leads/${two.id}`)).body.data.rating).toBe('WARM');
    const forced = await undo(id, { on_conflict: 'force' });
    expect(forced.body.data.restored).toBe(2);
    expect((await client.get(`/api/v1/leads/${two.id}`)).body.data.rating).toBeNull();
  });

  it('is for those who did it, and for managers', async () => {
    await tenant.addUser('rep', 'undo-rep@example.com');
    const rep = await test.signedIn(tenant, 'undo-rep@example.com');
    const created = await client.post('/api/v1/leads', { company: 'Not yours', contact_name: 'Jo' });
    const answer = await rep.post(`/api/v1/change-sets/${created.headers.get('x-change-set')}/undo`);
    expect(answer.status).toBe(403);
    const other = await test.addTenant('Elsewhere');
    const stranger = await test.signedIn(other);
    const foreign = await stranger.post(`/api/v1/change-sets/${created.headers.get('x-change-set')}/undo`);
    const unknown = await stranger.post('/api/v1/change-sets/999999/undo');
    expect(foreign.status).toBe(404);
    expect(foreign.text).toBe(unknown.text);
  });

  it('of two demotions at once leaves an admin', async () => {
    const other = await test.addTenant('Two promotions');
    const ann = await test.signedIn(other);
    const ids = [await other.addUser('rep', 'bea@example.com'), await other.addUser('rep', 'cy@example.com')];
    const promoted = await ann.post('/api/v1/users/batch', {
      operations: ids.map((id) => ({ op: 'update', id, data: { role: 'admin' } })),
    });
    const bea = await test.signedIn(other, 'bea@example.com');
    expect((await bea.patch(`/api/v1/users/${other.adminId}`, { role: 'viewer' })).status).toBe(200);
    const undone = await bea.post(`/api/v1/change-sets/${promoted.body.data.change_set_id}/undo`);
    expect(undone.status).toBe(422);
    const { body } = await bea.get('/api/v1/users?role=admin');
    expect(body.total).toBe(2);
  });

  it('keeps an organization with an admin', async () => {
    const id = await tenant.addUser('admin', 'second-admin@example.com');
    const demoted = await client.patch(`/api/v1/users/${tenant.adminId}`, { name: 'Ada B.' });
    expect(demoted.status).toBe(200);
    const second = await test.signedIn(tenant, 'second-admin@example.com');
    const down = await second.patch(`/api/v1/users/${id}`, { role: 'rep' });
    expect(down.status).toBe(200);
    expect((await undo(down.headers.get('x-change-set'))).status).toBe(200);
    expect((await client.get(`/api/v1/users/${id}`)).body.data.role).toBe('admin');
  });
});

describe('the change feed', { timeout: 120_000 }, () => {
  it('gives each change once, in order, while others write', async () => {
    const { id } = await createLead('Feed start');
    let cursor = await cursorAfter(id);
    let writing = true;
    const writers = Promise.all(
      Array.from({ length: 4 }, async (_, writer) => {
        for (let at = 0; at < 25; at += 1) await createLead(`Feed ${writer}-${at}`);
      }),
    ).finally(() => {
      writing = false;
    });
    const seen: number[] = [];
    while (writing) {
      const page = await drain(cursor);
      seen.push(...page.ids);
      cursor = page.cursor;
    }
    await writers;
    // Transactions of other databases on this server hold the feed back too, so the last changes may take a moment.
    await vi.waitFor(async () => {
      const page = await drain(cursor);
      seen.push(...page.ids);
      cursor = page.cursor;
      expect(seen).toHaveLength(100);
    }, PATIENCE);
    expect(new Set(seen).size).toBe(100);
  });

  it('tells who did what to which record, before and after', async () => {
    const lead = await createLead('Told');
    const cursor = await cursorAfter(lead.id);
    await client.patch(`/api/v1/leads/${lead.id}`, { rating: 'HOT' });
    const changes = await vi.waitFor(async () => {
      const { body } = await client.get(`/api/v1/changes?since=${cursor}`);
      expect(body.data).toHaveLength(1);
      return body.data;
    }, PATIENCE);
    expect(changes[0]).toMatchObject({
      object: 'leads',
      record_id: lead.id,
      action: 'update',
      before: { rating: null },
      after: { rating: 'HOT' },
      user_id: tenant.adminId,
      via: 'api',
    });
  });

  it('is empty for another organization, and refuses a cursor it did not give', async () => {
    const stranger = await test.signedIn(await test.addTenant('Quiet'));
    const { body } = await stranger.get('/api/v1/changes');
    expect(body.data.every((change: { object: string }) => change.object !== 'leads')).toBe(true);
    expect((await client.get('/api/v1/changes?since=yesterday')).status).toBe(422);
  });
});

/** The cursor once the feed shows a record. */
function cursorAfter(recordId: number): Promise<string> {
  return vi.waitFor(async () => {
    const { body } = await client.get('/api/v1/changes?limit=1000');
    expect(body.data.at(-1)).toMatchObject({ object: 'leads', record_id: recordId });
    return body.next_cursor;
  }, PATIENCE);
}

async function drain(since: string): Promise<{ ids: number[]; cursor: string }> {
  const ids: number[] = [];
  let cursor = since;
  for (;;) {
    const { body } = await client.get(`/api/v1/changes?limit=1000${cursor ? `&since=${cursor}` : ''}`);
    ids.push(...body.data.map((change: { id: number }) => change.id));
    cursor = body.next_cursor ?? cursor;
    if (body.data.length === 0) return { ids, cursor };
  }
}

describe('the history of a record', () => {
  it('tells what happened to it, newest first, and what a change set did', async () => {
    const lead = await createLead('Told');
    const update = await client.patch(`/api/v1/leads/${lead.id}`, { company: 'Retold' });
    const changes = (await client.get(`/api/v1/leads/${lead.id}/changes`)).body;
    expect(changes.data.map((one: { action: string }) => one.action)).toEqual(['update', 'create']);
    expect(changes.data[0]).toMatchObject({ before: { company: 'Told' }, after: { company: 'Retold' }, via: 'api' });
    const set = update.headers.get('x-change-set');
    const ofSet = (await client.get(`/api/v1/change-sets/${set}/changes`)).body.data;
    expect(ofSet).toEqual([changes.data[0]]);
    const sets = (await client.get('/api/v1/change-sets')).body.data;
    expect(sets.find((one: { id: number }) => String(one.id) === set)).toMatchObject({
      changes: 1,
      objects: { leads: 1 },
    });
    expect((await client.get(`/api/v1/leads/${lead.id}/changes?cursor=x`)).status).toBe(422);
    expect((await client.get('/api/v1/leads/999999/changes')).status).toBe(404);
  });

  it('keeps from a role what it may not read', async () => {
    const role = await client.post('/api/v1/roles', {
      name: 'Own leads',
      permissions: { leads: { read: 'own' } },
      fields: { leads: { phone: 'hidden' } },
    });
    const id = await tenant.addUser('rep', 'historian@example.com');
    await client.patch(`/api/v1/users/${id}`, { role: role.body.data.key });
    const rep = await test.signedIn(tenant, 'historian@example.com');
    const foreign = await createLead('Foreign');
    const own = await createLead('Own', { owner_id: id, phone: '555 0100' });
    const rated = await client.post('/api/v1/leads/bulk', {
      action: 'update',
      ids: [foreign.id, own.id],
      data: { rating: 'HOT' },
    });
    const countedBy = async (who: TestClient) =>
      (await who.get('/api/v1/change-sets')).body.data
        .filter((one: { id: number }) => one.id === rated.body.data.change_set_id)
        .map(({ changes, objects }: { changes: number; objects: object }) => [changes, objects]);
    expect(await countedBy(client)).toEqual([[2, { leads: 2 }]]);
    expect(await countedBy(rep)).toEqual([[1, { leads: 1 }]]);
    expect((await rep.get(`/api/v1/leads/${foreign.id}/changes`)).status).toBe(404);
    const created = (await rep.get(`/api/v1/leads/${own.id}/changes`)).body.data.at(-1);
    expect(created.after).toMatchObject({ company: 'Own' });
    expect(created.after).not.toHaveProperty('phone');
  });
});
