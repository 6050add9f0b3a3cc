// One change of many records: by their ids or by a filter, as one change set, within the reach of the role.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';

let test: TestApp;
let tenant: TestTenant;
let admin: TestClient;
beforeAll(async () => {
  test = await createTestApp();
  tenant = await test.addTenant();
  admin = await test.signedIn(tenant);
});
afterAll(() => test.close());

const bulk = (body: object, client = admin) => client.post('/api/v1/leads/bulk', body);
const add = async (word: string, count: number, data: object = {}) => {
  const operations = Array.from({ length: count }, (_, at) => ({
    op: 'create',
    data: { company: `${word} ${at}`, contact_name: 'Jo', ...data },
  }));
  const { results } = (await admin.post('/api/v1/leads/batch', { operations })).body.data;
  return results.map((one: { data: { id: number } }) => one.data.id) as number[];
};
const named = (word: string) => ({ field: 'company', op: 'starts_with', value: word });
const count = async (word: string, query: string) =>
  (await admin.get(`/api/v1/leads?filter=${encodeURIComponent(JSON.stringify(named(word)))}&${query}`)).body.total;

describe('a bulk change', () => {
  it('changes all that a filter finds, in one change set that is undone as a whole', async () => {
    await add('Plenty', 1000);
    await add('Plenty', 500, { rating: 'HOT' });
    const answer = await bulk({ action: 'update', filter: named('Plenty'), data: { rating: 'HOT' } });
    expect(answer.body.data).toMatchObject({ matched: 1500, changed: 1000, skipped: 0 });
    expect(answer.headers.get('x-change-set')).toBe(String(answer.body.data.change_set_id));
    expect(await count('Plenty', 'rating=HOT')).toBe(1500);
    const [last] = (await admin.get('/api/v1/change-sets')).body.data;
    expect(last).toMatchObject({ action: 'bulk update', changes: 1000 });
    await admin.post(`/api/v1/change-sets/${last.id}/undo`);
    expect(await count('Plenty', 'rating=HOT')).toBe(500);
  });

  it('changes the records that are named, and says how many there are not', async () => {
    const ids = await add('Named', 3);
    const answer = await bulk({
      action: 'update',
      ids: [...ids.slice(0, 2), 999_999_999],
      data: { status: 'WORKING' },
    });
    expect(answer.body.data).toMatchObject({ matched: 3, changed: 2, skipped: 1 });
    expect(await count('Named', 'status=WORKING')).toBe(2);
  });

  it('deletes to the trash, found by a search within a filter', async () => {
    await add('Gone', 3, { contact_name: 'Quentin' });
    await add('Gone', 2);
    const answer = await bulk({ action: 'delete', filter: named('Gone'), search: 'quentin' });
    expect(answer.body.data).toMatchObject({ matched: 3, changed: 3 });
    expect([await count('Gone', ''), await count('Gone', 'trash=true')]).toEqual([2, 3]);
  });

  it('sets what follows from the values in each record, and keeps the counts right', async () => {
    const names = [1, 2, 3];
    const operations = names.map((at) => ({ op: 'create', data: { name: `Deal ${at}`, amount: 100 * at } }));
    await admin.post('/api/v1/opportunities/batch', { operations });
    const body = {
      action: 'update',
      filter: { field: 'name', op: 'starts_with', value: 'Deal' },
      data: { stage: 'PROPOSAL' },
    };
    expect((await admin.post('/api/v1/opportunities/bulk', body)).status).toBe(200);
    const list = (await admin.get('/api/v1/opportunities?stage=PROPOSAL')).body;
    expect([list.total, new Set(list.data.map((one: { probability: number }) => one.probability)).size]).toEqual([
      3, 1,
    ]);
    const groups = (await admin.get('/api/v1/opportunities/groups?by=stage&sum=amount')).body.data;
    expect(groups.find((one: { stage: string }) => one.stage === 'PROPOSAL')).toMatchObject({
      count: 3,
      sum_amount: 600,
    });
  });

  it('happens once under one Idempotency-Key', async () => {
    const ids = await add('Once', 2);
    const request = { method: 'POST', headers: { 'idempotency-key': 'bulk-1' }, body: { action: 'delete', ids } };
    const first = await admin.send('/api/v1/leads/bulk', request);
    const again = await admin.send('/api/v1/leads/bulk', request);
    expect([again.text, again.headers.get('idempotent-replayed')]).toEqual([first.text, 'true']);
  });

  it.each([
    [{}, ['action', 'ids']],
    [{ action: 'update', filter: { and: [] } }, ['data']],
    [{ action: 'update', filter: { and: [] }, ids: [1], data: { rating: 'HOT' } }, ['ids']],
    [{ action: 'update', filter: { field: 'age', op: '=', value: 1 }, data: { rating: 'HOT' } }, ['filter.field']],
    [{ action: 'update', ids: ['x'], data: { rating: 'HOT' } }, ['ids']],
    [{ action: 'update', ids: [1], data: { rating: 'BOILING', age: 3 } }, ['rating', 'age']],
    [{ action: 'update', ids: [1], data: { owner_id: 999_999_999 } }, ['owner_id']],
    [{ action: 'update', ids: [1], data: { company: '' } }, ['company']],
    [{ action: 'delete', ids: [1], data: { rating: 'HOT' } }, ['data']],
    [{ action: 'delete', ids: [1], search: 'x' }, ['search']],
    [{ action: 'delete', ids: [1], force: true }, ['force']],
  ])('%j is refused by name, and nothing happens', async (body, names) => {
    const answer = await bulk(body);
    expect([answer.status, Object.keys(answer.body.errors).sort()]).toEqual([422, names.sort()]);
  });
});

describe('a role', () => {
  it('changes only what it reaches, and learns nothing of what it may not read', async () => {
    const id = await tenant.addUser('rep', 'rep@example.com');
    const rep = await test.signedIn(tenant, 'rep@example.com');
    const role = (await admin.post('/api/v1/roles', { name: 'Own', base: 'rep' })).body.data;
    await admin.patch(`/api/v1/users/${id}`, { role: role.key });
    await add('Scope', 2, { owner_id: id });
    const others = await add('Scope', 3);
    const set = (leads: object) => admin.patch(`/api/v1/roles/${role.id}`, { permissions: { leads } });
    const change = { action: 'update', filter: named('Scope'), data: { rating: 'WARM' } };
    await set({ update: 'own' });
    expect((await bulk(change, rep)).body.data).toMatchObject({ matched: 5, changed: 2, skipped: 3 });
    await set({ update: 'own', read: 'own' });
    expect((await bulk({ ...change, data: { rating: 'HOT' } }, rep)).body.data).toMatchObject({
      matched: 2,
      changed: 2,
    });
    const foreign = await bulk({ action: 'update', ids: others, data: { rating: 'HOT' } }, rep);
    expect(foreign.body.data).toMatchObject({ change_set_id: null, matched: 3, changed: 0, skipped: 3 });
    await set({ delete: 'none' });
    expect((await bulk({ action: 'delete', ids: others }, rep)).status).toBe(403);
  });
});
