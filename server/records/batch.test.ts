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
