// api.md sections 1 and 2, line by line, on both mounts of every object that the documentation names.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { mountsOf } from '#server/testing/mounts.ts';
import { objectList, objects } from '#shared/objects/registry.ts';

let test: TestApp;
let tenant: TestTenant;
let client: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  tenant = await test.addTenant();
  client = await test.signedIn(tenant);
});
afterAll(() => test.close());

const lead = { company: 'Acme Corp', contact_name: 'John Doe' };
const mounts = mountsOf(objects.leads);
const [php, v1] = mounts as [(typeof mounts)[0], (typeof mounts)[0]];
const create = async (body: object = {}) => (await client.post(v1.list, { ...lead, ...body })).body.data;

describe('the two mounts', () => {
  it('serve /api/leads.php, /api/opportunities.php and /api/activities.php, and no other object as .php', async () => {
    for (const { name } of objectList) {
      const { status } = await client.get(`/api/${name}.php`);
      expect([name, status]).toEqual([name, ['leads', 'opportunities', 'activities'].includes(name) ? 200 : 404]);
    }
  });

  it('serve every object under /api/v1/<object>', async () => {
    for (const { path } of objectList.filter((one) => one.routes))
      expect([path, (await client.get(`/api/v1/${path}`)).status]).toEqual([path, 200]);
  });

  it('show the same record, with times as YYYY-MM-DD HH:MM:SS in UTC on .php and RFC 3339 with Z on v1', async () => {
    const { id } = await create({ email: 'john@acme.com', rating: 'WARM' });
    const before = Date.now();
    const old = (await client.get(php.one(id))).body.data;
    const now = (await client.get(v1.one(id))).body.data;
    for (const field of ['created_at', 'updated_at']) {
      expect(old[field]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
      expect(now[field]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
      expect(old[field]).toBe(now[field].slice(0, 19).replace('T', ' '));
      expect(Math.abs(Date.parse(now[field]) - before)).toBeLessThan(10_000);
    }
    const times = { created_at: '', updated_at: '' };
    expect({ ...old, ...times }).toEqual({ ...now, ...times });
    expect(Object.keys(old)).toEqual(Object.keys(now));
    const [listed] = (await client.get(`${php.list}?limit=1`)).body.data;
    expect(listed).toEqual(old);
  });

  it('ignore unknown query parameters on .php and refuse them on v1', async () => {
    const { id } = await create();
    for (const path of [`${php.list}?color=red&tenant_id=1`, `${php.one(id)}&color=red`]) {
      expect([path, (await client.get(path)).status]).toEqual([path, 200]);
    }
    for (const path of [`${v1.list}?color=red`, `${v1.one(id)}?color=red`]) {
      const { status, body } = await client.get(path);
      expect([path, status, body.errors]).toEqual([path, 422, { color: expect.any(String) }]);
    }
    expect((await client.get(`${v1.list}?__proto__=1&color=red`)).body.errors).toHaveProperty('color');
    expect((await client.get(`${v1.list}?__proto__=1`)).status).toBe(422);
    expect((await client.patch(`${php.one(id)}&color=red`, { rating: 'HOT' })).status).toBe(200);
    expect((await client.patch(`${v1.one(id)}?color=red`, { rating: 'COLD' })).status).toBe(422);
    expect((await client.get(php.one(id))).body.data.rating).toBe('HOT');
  });
});

describe.each(objectList.flatMap(mountsOf))('$list', (mount) => {
  it('answers JSON in UTF-8 in the documented envelope', async () => {
    const { status, headers, body } = await client.get(mount.list);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(body).toEqual({
      success: true,
      data: expect.any(Array),
      total: expect.any(Number),
      page: 1,
      per_page: 50,
      ...(!mount.isPhp && { next_cursor: null }),
    });
  });

  it('has no tenant_id in any answer and takes none', async () => {
    const answer = await client.get(mount.list);
    const refused = await client.post(mount.list, { tenant_id: tenant.id });
    expect([refused.status, refused.body.errors.tenant_id]).toEqual([422, 'Unknown field']);
    expect(answer.text).not.toContain('tenant');
    expect(answer.text).not.toContain('search_text');
    expect(answer.text).not.toContain('deleted_at');
  });
});

describe.each(mounts)('input on $list', (mount) => {
  const post = (body: unknown) => client.post(mount.list, body);

  it('is trimmed', async () => {
    const { body } = await post({ ...lead, company: ' \t Blank & Sons\n', status: ' WORKING ', email: ' a@b.co ' });
    expect(body.data).toMatchObject({ company: 'Blank & Sons', status: 'WORKING', email: 'a@b.co' });
  });

  it('takes "" and null as no value for an optional field', async () => {
    const { status, body } = await post({ ...lead, email: '', phone: '  ', rating: null, source_id: '', status: '' });
    expect(status).toBe(201);
    expect(body.data).toMatchObject({ email: null, phone: null, rating: null, source_id: null, status: 'NEW' });
    const changed = await client.patch(mount.one(body.data.id), { phone: '1' });
    const emptied = await client.patch(mount.one(body.data.id), { phone: '' });
    expect([changed.body.data.phone, emptied.body.data.phone]).toEqual(['1', null]);
  });

  it.each([
    ['""', ''],
    ['blanks', ' \t '],
    ['null', null],
  ])('refuses %s for a required field, on create and on change', async (_, value) => {
    const { id } = await create();
    for (const { status, body } of [
      await post({ ...lead, company: value }),
      await client.patch(mount.one(id), { company: value }),
    ]) {
      expect([status, body.success, Object.keys(body.errors)]).toEqual([422, false, ['company']]);
    }
  });

  it.each([
    ['a NUL character', 'a\0b'],
    ['a high surrogate alone', 'a\ud800b'],
    ['a low surrogate alone', '\udc00'],
    ['a number', 5],
    ['a boolean', true],
    ['an array', ['Acme']],
    ['an object', { name: 'Acme' }],
    ['201 characters', 'x'.repeat(201)],
  ])('refuses text with %s', async (_, company) => {
    const { status, body } = await post({ ...lead, company });
    expect([status, body.success, body.message]).toEqual([422, false, expect.any(String)]);
    expect(body.errors).toEqual({ company: expect.any(String) });
  });

  it('counts characters, not bytes or UTF-16 units, and keeps them all', async () => {
    const company = `${'🦊'.repeat(199)}ß`;
    const { status, body } = await post({ ...lead, company });
    expect([status, body.data.company]).toEqual([201, company]);
    expect((await client.get(mount.one(body.data.id))).body.data.company).toBe(company);
  });

  it('names each wrong field at once, the unknown ones among them', async () => {
    const wrong = {
      company: '',
      email: 'nobody',
      phone: 'x'.repeat(51),
      status: 'LOST',
      rating: 'hot',
      source_id: 'abc',
      owner_id: 0,
      colour: 'red',
      id: 7,
      created_at: '2020-01-01',
    };
    const { status, body } = await post(wrong);
    expect(status).toBe(422);
    expect(Object.keys(body.errors).sort()).toEqual([...Object.keys(wrong), 'contact_name'].sort());
    for (const message of Object.values(body.errors)) expect(message).toMatch(/^[A-Z].{5,}/);
  });

  it('names a wrong relation beside other wrong fields', async () => {
    const { body } = await post({ ...lead, source_id: 999_999, owner_id: 999_999, email: 'x' });
    expect(Object.keys(body.errors).sort()).toEqual(['email', 'owner_id', 'source_id']);
  });

  it.each([
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'search_text',
    'deleted_at',
    'tenant_id',
  ])('refuses the unknown field %s, on create and on change', async (field) => {
    const { id } = await create();
    const body = JSON.stringify({ ...lead }).replace('}', `,"${field}":"x"}`);
    for (const request of [
      { path: mount.list, method: 'POST' },
      { path: mount.one(id), method: 'PATCH' },
    ]) {
      const answer = await client.send(request.path, { method: request.method, body });
      expect([request.method, answer.status]).toEqual([request.method, 422]);
      expect(Object.keys(answer.body.errors)).toEqual([field]);
    }
  });

  it('takes csrf_token out before it looks at the fields', async () => {
    const { status, body } = await post({ ...lead, csrf_token: client.csrfToken });
    expect([status, Object.keys(body.data).includes('csrf_token')]).toEqual([201, false]);
  });

  it('of a change concerns the given fields only', async () => {
    const { id } = await create({ phone: '123', rating: 'HOT' });
    const { status, body } = await client.patch(mount.one(id), { rating: 'COLD' });
    expect(status).toBe(200);
    expect(body).toEqual({
      success: true,
      data: expect.objectContaining({ ...lead, id, phone: '123', rating: 'COLD' }),
    });
  });
});

it('POST answers 201 with the record; Location stands on v1 and leads to it', async () => {
  const old = await client.post(php.list, lead);
  const now = await client.post(v1.list, lead);
  expect([old.status, old.headers.get('location'), now.status]).toEqual([201, null, 201]);
  expect(now.headers.get('location')).toBe(`/api/v1/leads/${now.body.data.id}`);
  expect((await client.get(now.headers.get('location') ?? '')).body).toEqual(now.body);
});

it('every answer to a write names its change set, also of the .php mount', async () => {
  const { headers, body } = await client.post(php.list, lead);
  const changed = await client.patch(php.one(body.data.id), { phone: '1' });
  const removed = await client.delete(php.one(body.data.id));
  const sets = [headers, changed.headers, removed.headers].map((one) => Number(one.get('x-change-set')));
  expect(sets.every((id) => id > 0) && new Set(sets).size === 3).toBe(true);
});
