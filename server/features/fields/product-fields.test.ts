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

const lead = (body: object = {}) => client.post('/api/v1/leads', { company: 'Acme', contact_name: 'Jane', ...body });

describe('a field of the product', () => {
  it('takes other words and choices, and is as it was again', async () => {
    const url = '/api/v1/fields/leads.rating';
    const options = [{ value: 'HOT', label: 'Brand hot' }, 'LUKEWARM', 'COLD', 'WARM'];
    const changed = await client.patch(url, { label: 'Warmth', options, help: 'How keen they are' });
    expect(changed.body.data).toMatchObject({ label: 'Warmth', help: 'How keen they are', custom: false });
    expect(changed.body.data.options[1]).toEqual({ value: 'LUKEWARM', label: 'LUKEWARM' });
    expect((await lead({ rating: 'LUKEWARM' })).status).toBe(201);
    expect((await lead({ rating: 'X' })).body.errors.rating).toBe('Warmth must be one of HOT, LUKEWARM, COLD, WARM');
    const session = (await client.get('/api/v1/session')).body.data;
    expect(session.options.leads.rating.map((one: { label: string }) => one.label)).toContain('Brand hot');
    expect(session.fields.leads.rating.label).toBe('Warmth');
    const painted = await client.patch(url, { options: [{ value: 'HOT', color: 'red' }, 'LUKEWARM'] });
    expect(painted.body.data.options).toEqual([
      { value: 'HOT', label: 'Brand hot', color: 'red' },
      { value: 'LUKEWARM', label: 'LUKEWARM' },
    ]);
    await client.delete(url);
    expect((await client.get(url)).body.data).toMatchObject({ label: 'Rating', help: null });
    expect((await client.delete(url)).status).toBe(409);
  });

  it('stands where the organization puts it, in lists of fields and in records, until that is taken back', async () => {
    const url = '/api/v1/fields/leads.phone';
    const keys = async () => {
      const { data } = (await client.get('/api/v1/fields?object=leads')).body;
      return data.map((field: { key: string }) => field.key).slice(0, 4);
    };
    const moved = await client.patch(url, { position: 250 });
    expect(moved.body.data.position).toBe(250);
    expect(await keys()).toEqual(['phone', 'company', 'contact_name', 'email']);
    const record = (await lead()).body.data;
    expect(Object.keys(record).slice(0, 3)).toEqual(['id', 'phone', 'company']);
    expect((await client.get('/api/v1/session')).body.data.fields.leads.phone.position).toBe(250);
    await client.post(`/api/v1/change-sets/${moved.headers.get('x-change-set')}/undo`);
    expect(await keys()).toEqual(['company', 'contact_name', 'email', 'phone']);
  });

  it('gives no option up that records have, unless they get another, which can be taken back', async () => {
    const url = '/api/v1/fields/leads.status';
    const field = (await client.get(url)).body.data;
    const { id } = (await lead({ status: 'WORKING' })).body.data;
    const options = field.options.filter((one: { value: string }) => one.value !== 'WORKING');
    const refused = await client.patch(url, { options });
    expect([refused.status, refused.body.message]).toEqual([
      409,
      'One lead has an option that would go: say what they get instead, as "replace": {"WORKING": "NEW"}',
    ]);
    const moved = await client.patch(url, { options, replace: { WORKING: 'QUALIFIED' } });
    expect(moved.status).toBe(200);
    expect((await client.get(`/api/v1/leads/${id}`)).body.data.status).toBe('QUALIFIED');
    expect((await client.get('/api/v1/leads/groups?by=status')).text).not.toContain('WORKING');
    await client.post(`/api/v1/change-sets/${moved.headers.get('x-change-set')}/undo`);
    expect((await client.get(`/api/v1/leads/${id}`)).body.data.status).toBe('WORKING');
    expect((await client.get(url)).body.data.options).toHaveLength(5);
  });

  it('keeps what the product needs', async () => {
    const errors = async (path: string, body: object) =>
      (await client.patch(`/api/v1/fields/${path}`, body)).body.errors;
    expect(await errors('leads.status', { options: ['A'] })).toEqual({
      options: 'Options must keep NEW: new records begin with it',
    });
    expect(await errors('leads.status', { options: ['NEW'] })).toEqual({
      options: 'Options must keep CONVERTED: the product sets it',
    });
    expect(await errors('leads.company', { required: false, unique: true, kind: 'money', key: 'firm' })).toEqual({
      required: 'The product needs this field',
      unique: expect.stringMatching(/^Only added fields/),
      kind: expect.stringMatching(/cannot be changed/),
      key: expect.stringMatching(/cannot be changed/),
    });
    expect(await errors('leads.company', { label: 'Phone' })).toEqual({
      label: 'Label must differ from those of other fields of leads',
    });
    expect((await client.patch('/api/v1/fields/leads.nope', { label: 'X' })).status).toBe(404);
    expect((await client.patch('/api/v1/fields/leads', { label: 'X' })).status).toBe(404);
  });

  it('can be asked of everybody, while older records stay as they are', async () => {
    const { id } = (await lead()).body.data;
    await client.patch('/api/v1/fields/leads.phone', { required: true });
    expect((await lead()).body.errors).toEqual({ phone: 'Phone is required' });
    expect((await client.patch(`/api/v1/leads/${id}`, { company: 'Acme 3' })).status).toBe(200);
    expect((await client.get('/api/v1/leads?sort=phone&limit=100')).body.data.at(-1).phone).toBeNull();
    await client.patch('/api/v1/fields/leads.phone', { required: false });
    expect((await lead()).status).toBe(201);
  });
});
