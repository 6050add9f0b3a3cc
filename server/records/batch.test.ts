import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';

let test: TestApp;
let client: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  client = await test.signedIn(await test.addTenant());
});
afterAll(() => test.close());

const lead = (company: string, more = {}) => ({ company, contact_name: 'Jo', ...more });
const total = async (query = '') => (await client.get(`/api/v1/leads?limit=1${query}`)).body.total;
const batch = (operations: unknown[], more = {}) => client.post('/api/v1/leads/batch', { operations, ...more });

describe('a batch', () => {
  it('runs create, update, upsert and delete in order, in one change set', async () => {
    const answer = await batch([
      { op: 'create', data: lead('One') },
      { op: 'create', data: lead('Two', { email: 'two@x.co' }) },
      { op: 'upsert', match: { email: 'TWO@x.co' }, data: { status: 'WORKING' } },
      { op: 'upsert', match: { email: 'three@x.co' }, data: lead('Three') },
    ]);
    expect(answer.status).toBe(200);
    const { change_set_id: changeSetId, results } = answer.body.data;
    expect(results.map((one: { status: number }) => one.status)).toEqual([201, 201, 200, 201]);
    expect(results[2].data).toMatchObject({ company: 'Two', status: 'WORKING', version: 2 });
    expect(results[3].data).toMatchObject({ email: 'three@x.co' });
    expect(answer.headers.get('x-change-set')).toBe(String(changeSetId));
    expect(await total()).toBe(3);
    const next = await batch([
      { op: 'update', id: results[0].data.id, version: 1, data: { rating: 'HOT' } },
      { op: 'delete', id: results[1].data.id },
    ]);
    expect(next.body.data.results.map((one: { status: number }) => one.status)).toEqual([200, 200]);
    expect(await total()).toBe(2);
  });

  it('changes nothing when an operation is refused, and says which and why', async () => {
    const before = await total();
    const answer = await batch([
      { op: 'create', data: lead('Good') },
      { op: 'create', data: { company: 'No contact', rating: 'LUKEWARM', source_id: 999_999 } },
      { op: 'update', id: 999_999, data: {} },
      { op: 'jump' },
    ]);
    expect(answer.status).toBe(422);
    const { results } = answer.body.data;
    expect(results.map((one: { status: number }) => one.status)).toEqual([201, 422, 404, 422]);
    expect(Object.keys(results[1].errors).toSorted()).toEqual(['contact_name', 'rating', 'source_id']);
    expect(await total()).toBe(before);
    expect(await total('&search=Good')).toBe(0);
  });

  it('keeps what is good when it is not atomic, with exact totals', async () => {
    const before = await total();
    const answer = await batch(
      [
        { op: 'create', data: lead('Kept one') },
        { op: 'create', data: { company: 'Refused', contact_name: 'x', source_id: 999_999 } },
        { op: 'create', data: lead('Kept two') },
      ],
      { atomic: false },
    );
    expect(answer.status).toBe(200);
    expect(answer.body.data.results.map((one: { status: number }) => one.status)).toEqual([201, 422, 201]);
    expect(await total()).toBe(before + 2);
    expect(await total('&search=Refused')).toBe(0);
  });

  it('names a row by 409 when its match hits two records or its version is old', async () => {
    const answer = await batch(
      [
        { op: 'create', data: lead('Twin', { email: 'twin@x.co' }) },
        { op: 'create', data: lead('Twin', { email: 'twin@x.co' }) },
        { op: 'upsert', match: { email: 'twin@x.co' }, data: { rating: 'HOT' } },
      ],
      { atomic: false },
    );
    expect(answer.body.data.results[2].status).toBe(409);
    const { id } = answer.body.data.results[0].data;
    const stale = await batch([{ op: 'update', id, version: 7, data: { rating: 'HOT' } }], { atomic: false });
    expect(stale.body.data.results[0]).toMatchObject({ status: 409, data: { id, version: 1 } });
  });

  it('takes 1 to 1,000 operations', async () => {
    expect((await batch([])).status).toBe(422);
    expect((await batch(Array(1001).fill({ op: 'create', data: lead('x') }))).status).toBe(422);
    const thousand = await batch(Array.from({ length: 1000 }, (_, at) => ({ op: 'create', data: lead(`Bulk ${at}`) })));
    expect(thousand.status).toBe(200);
    expect(await total('&search=bulk')).toBe(1000);
  });
});

describe('the trash', () => {
  it('gives a record back as it was', async () => {
    const { id } = (await client.post('/api/v1/leads', lead('Lost and found', { rating: 'COLD' }))).body.data;
    const before = await total('&rating=COLD');
    await client.delete(`/api/v1/leads/${id}`);
    expect((await client.get(`/api/v1/leads/${id}`)).status).toBe(404);
    expect(await total('&rating=COLD')).toBe(before - 1);
    const restored = await client.post(`/api/v1/leads/${id}/restore`);
    expect(restored.status).toBe(200);
    expect(restored.body.data).toMatchObject({ id, company: 'Lost and found', rating: 'COLD' });
    expect(await total('&rating=COLD')).toBe(before);
    expect((await client.post(`/api/v1/leads/${id}/restore`)).status).toBe(404);
  });

  it('frees unique values, and refuses to restore where one is taken', async () => {
    const { id } = (await client.post('/api/v1/lead-sources', { name: 'Fair' })).body.data;
    await client.delete(`/api/v1/lead-sources/${id}`);
    expect((await client.post('/api/v1/lead-sources', { name: 'fair' })).status).toBe(201);
    const refused = await client.post(`/api/v1/lead-sources/${id}/restore`);
    expect(refused.status).toBe(409);
    expect(refused.body.errors).toHaveProperty('name');
  });
});

describe('operations in a row', () => {
  const statuses = (answer: { body: { data: { results: { status: number }[] } } }) =>
    answer.body.data.results.map((one) => one.status);

  it('that share their statements do what they do one by one', async () => {
    const count = 60;
    const made = await batch(Array.from({ length: count }, (_, at) => ({ op: 'create', data: lead(`Row ${at}`) })));
    const ids = made.body.data.results.map((one: { data: { id: number } }) => one.data.id);
    expect(ids).toEqual(ids.toSorted((a: number, b: number) => a - b));
    expect(made.body.data.results.map((one: { data: { company: string } }) => one.data.company)).toEqual(
      Array.from({ length: count }, (_, at) => `Row ${at}`),
    );
    const changed = await batch([
      ...ids.slice(0, 20).map((id: number) => ({ op: 'update', id, data: { rating: 'HOT' } })),
      ...ids.slice(20, 40).map((id: number, at: number) => ({ op: 'update', id, data: { company: `Changed ${at}` } })),
      ...ids.slice(40, 50).map((id: number) => ({ op: 'update', id, version: 1, data: { company: 'Row 40' } })),
      ...ids.slice(50).map((id: number) => ({ op: 'delete', id })),
    ]);
    expect(new Set(statuses(changed))).toEqual(new Set([200]));
    for (const [at, { data }] of changed.body.data.results.slice(0, 50).entries()) {
      expect((await client.get(`/api/v1/leads/${ids[at]}`)).body.data).toEqual(data);
      expect(data.version).toBe(data.company === 'Row 40' && at === 40 ? 1 : 2);
    }
    expect((await client.get(`/api/v1/leads/${ids[55]}`)).status).toBe(404);
    expect((await client.get('/api/v1/leads?search=changed')).body.total).toBe(20);
    const undone = await client.post(`/api/v1/change-sets/${changed.body.data.change_set_id}/undo`, {});
    expect(undone.body.data.restored).toBe(59);
    expect((await client.get('/api/v1/leads?search=row')).body.total).toBe(60);
    expect((await client.get('/api/v1/leads?rating=HOT&search=row')).body.total).toBe(0);
  });

  it('answer for themselves where some are refused, whoever refuses them', async () => {
    const before = await total();
    const found = await batch(
      [
        { op: 'create', data: lead('Fine') },
        { op: 'create', data: lead('Bad source', { source_id: 999_999 }) },
        { op: 'create', data: { company: 'No contact' } },
        { op: 'create', data: lead('Fine too') },
      ],
      { atomic: false },
    );
    expect(statuses(found)).toEqual([201, 422, 422, 201]);
    expect(found.body.data.results[1].errors).toEqual({
      source_id: 'Source must be the id of an existing lead source',
    });
    expect(await total()).toBe(before + 2);
    const { id, version } = found.body.data.results[0].data;
    const other = found.body.data.results[3].data.id;
    const updated = await batch(
      [
        { op: 'update', id, version: version + 1, data: { rating: 'HOT' } },
        { op: 'update', id: 999_999, data: { rating: 'HOT' } },
        { op: 'update', id: other, data: { rating: 'HOT' } },
        { op: 'update', id: other, version: 2, data: { rating: 'COLD' } },
      ],
      { atomic: false },
    );
    expect(statuses(updated)).toEqual([409, 404, 200, 200]);
    expect(updated.body.data.results[0].data).toMatchObject({ id, rating: null, version: 1 });
    expect((await client.get(`/api/v1/leads/${other}`)).body.data).toMatchObject({ rating: 'COLD', version: 3 });
  });

  it('with a value that must be unique leave it to the first that takes it', async () => {
    const sources = (names: string[]) =>
      client.post('/api/v1/lead-sources/batch', {
        operations: names.map((name) => ({ op: 'create', data: { name } })),
        atomic: false,
      });
    expect(statuses(await sources(['Fair A', 'Fair B', 'fair a', 'Fair C']))).toEqual([201, 201, 409, 201]);
  });

  it('that look for what others of them write find it', async () => {
    const answer = await batch([
      { op: 'upsert', match: { email: 'first@x.co' }, data: lead('First') },
      { op: 'upsert', match: { email: 'second@x.co' }, data: lead('Second') },
      { op: 'upsert', match: { email: 'first@x.co' }, data: { email: 'moved@x.co' } },
      { op: 'upsert', match: { email: 'MOVED@x.co' }, data: { rating: 'WARM' } },
      { op: 'upsert', match: { email: 'second@x.co' }, data: { rating: 'HOT' } },
    ]);
    expect(statuses(answer)).toEqual([201, 201, 200, 200, 200]);
    expect(answer.body.data.results[3].data).toMatchObject({ company: 'First', rating: 'WARM', version: 3 });
    expect(answer.body.data.results[4].data).toMatchObject({ company: 'Second', rating: 'HOT', version: 2 });
  });
});
