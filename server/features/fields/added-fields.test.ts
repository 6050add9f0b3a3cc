import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { openOwner } from '#server/testing/owner.ts';

let test: TestApp;
let tenant: TestTenant;
let client: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  tenant = await test.addTenant();
  client = await test.signedIn(tenant);
});
afterAll(() => test.close());

const addField = async (body: object) => {
  const answer = await client.post('/api/v1/fields', { object: 'leads', kind: 'text', ...body });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.data;
};
const lead = (body: object = {}) => client.post('/api/v1/leads', { company: 'Acme', contact_name: 'Jane', ...body });
const filtered = async (filter: object, rest = '') =>
  (await client.get(`/api/v1/leads?filter=${encodeURIComponent(JSON.stringify(filter))}${rest}`)).body;
const undo = (changeSet: string | null) => client.post(`/api/v1/change-sets/${changeSet}/undo`);

describe('a field that a tenant adds', () => {
  it('is made with a key of its own from its label', async () => {
    const answer = await client.post('/api/v1/fields', {
      object: 'leads',
      kind: 'money',
      label: 'Jährlicher Umsatz (€)',
    });
    expect(answer.status).toBe(201);
    expect(answer.body.data).toEqual({
      id: 'leads.c_jahrlicher_umsatz',
      object: 'leads',
      key: 'c_jahrlicher_umsatz',
      kind: 'money',
      label: 'Jährlicher Umsatz (€)',
      help: null,
      required: false,
      unique: false,
      searched: false,
      multiline: false,
      options: [],
      target: null,
      custom: true,
      read_only: false,
      indexed: true,
      position: null,
    });
    expect(answer.headers.get('location')).toBe('/api/v1/fields/leads.c_jahrlicher_umsatz');
    const one = await client.get('/api/v1/fields/leads.c_jahrlicher_umsatz');
    expect(one.body.data).toEqual(answer.body.data);
  });

  const kinds: [string, object, unknown, unknown, unknown][] = [
    ['text', {}, ' Straße 1 ', 'Straße 1', 'Allee'],
    ['email', {}, 'b@b.co', 'b@b.co', 'a@b.co'],
    ['phone', {}, '+49 30 9', '+49 30 9', '+49 30 123'],
    ['option', { options: ['Retail', { value: 'STEEL', label: 'Steel works' }] }, 'STEEL', 'STEEL', 'Retail'],
    ['money', {}, '12.50', 12.5, 3],
    ['integer', {}, '-7', -7, -9],
    ['date', {}, '2026-02-28', '2026-02-28', '2025-12-31'],
    ['datetime', {}, '2026-02-28T10:00:00+01:00', '2026-02-28T09:00:00.000000Z', '2026-02-28T08:59:59Z'],
    ['boolean', {}, true, true, false],
  ];
  it.each(
    kinds,
  )('of the kind %s is written, read, filtered, sorted and taken back', async (kind, more, given, stored, less) => {
    const { key } = await addField({ kind, label: `Some ${kind}`, object: 'companies', ...more });
    const company = (body: object) => client.post('/api/v1/companies', { name: `With ${kind}`, ...body });
    const first = await company({ [key]: given });
    expect([first.status, first.body.data[key]]).toEqual([201, stored]);
    const second = (await company({ [key]: less })).body.data;
    const without = (await company({})).body.data;
    expect(without[key]).toBeNull();
    const { id } = first.body.data;
    expect((await client.get(`/api/v1/companies/${id}`)).body.data[key]).toEqual(stored);
    const find = async (condition: object, rest = '') => {
      const filter = { and: [{ field: 'name', op: '=', value: `With ${kind}` }, condition] };
      const { body } = await client.get(
        `/api/v1/companies?filter=${encodeURIComponent(JSON.stringify(filter))}${rest}`,
      );
      return body.data.map((one: { id: number }) => one.id);
    };
    expect(await find({ field: key, op: '=', value: given })).toEqual([id]);
    expect(await find({ not: { field: key, op: '=', value: given } }, '&sort=id')).toEqual([second.id, without.id]);
    const equal = await client.get(`/api/v1/companies?${key}=${encodeURIComponent(String(given))}`);
    expect(equal.body.data.map((one: { id: number }) => one.id)).toEqual([id]);
    if (kind !== 'option') {
      expect(await find({ and: [] }, `&sort=${key}`)).toEqual([second.id, id, without.id]);
    }
    const changed = await client.patch(`/api/v1/companies/${id}`, { [key]: null });
    expect([changed.body.data[key], changed.body.data.version]).toEqual([null, 2]);
    expect(
      await find({ field: key, op: kind === 'boolean' ? '=' : 'not_null', ...(kind === 'boolean' && { value: true }) }),
    ).toEqual(kind === 'boolean' ? [] : [second.id]);
    await undo(changed.headers.get('x-change-set'));
    expect((await client.get(`/api/v1/companies/${id}`)).body.data[key]).toEqual(stored);
  });

  it('names records of another object, which can be included, filtered by and purged', async () => {
    const { key } = await addField({ kind: 'relation', label: 'Partner', target: 'companies' });
    expect(key).toBe('c_partner_id');
    const partner = (await client.post('/api/v1/companies', { name: 'Partner GmbH' })).body.data;
    const made = await lead({ [key]: partner.id });
    expect(made.body.data[key]).toBe(partner.id);
    const { data } = await filtered({ field: 'c_partner.name', op: 'contains', value: 'gmbh' }, '&include=c_partner');
    expect(data.map((one: { c_partner: { name: string } }) => one.c_partner.name)).toEqual(['Partner GmbH']);
    expect((await lead({ [key]: 999_999 })).body.errors).toEqual({
      c_partner_id: 'Partner must be the id of an existing company',
    });
    await client.delete(`/api/v1/companies/${partner.id}`);
    await client.delete(`/api/v1/companies/${partner.id}?purge=true`);
    expect((await client.get(`/api/v1/leads/${made.body.data.id}`)).body.data[key]).toBeNull();
  });

  it('is found by the searches, grouped by and added up', async () => {
    await addField({ kind: 'text', label: 'Nickname' });
    await addField({ kind: 'option', label: 'Size', options: ['Small', 'Large'] });
    await addField({ kind: 'money', label: 'Budget' });
    const body = { c_nickname: 'Zebrafink', c_size: 'Large', c_budget: 10.5 };
    const { id } = (await lead(body)).body.data;
    await lead({ ...body, c_nickname: null, c_budget: 2 });
    expect((await client.get('/api/v1/leads?search=zebraFINK')).body.data.map((one: { id: number }) => one.id)).toEqual(
      [id],
    );
    expect((await client.get('/api/v1/search?q=zebrafink')).body.data[0]).toMatchObject({ object: 'leads', id });
    const groups = await client.get('/api/v1/leads/groups?by=c_size&sum=c_budget&c_size=Large');
    expect(groups.body.data).toEqual([{ c_size: 'Large', count: 2, sum_c_budget: 12.5 }]);
    const byStatus = await client.get('/api/v1/leads/groups?by=status&sum=c_budget');
    expect(byStatus.body.data.at(0).sum_c_budget).toBe(12.5);
  });

  it('is paged through in its order, each record once, those without a value last', async () => {
    const { key } = await addField({ kind: 'integer', label: 'Rank', object: 'contacts' });
    const operations = Array.from({ length: 40 }, (_, at) => ({
      op: 'create',
      data: { name: `Contact ${at}`, ...(at % 4 > 0 && { [key]: at % 7 }) },
    }));
    expect((await client.post('/api/v1/contacts/batch', { operations })).status).toBe(200);
    const seen: [number | null, number][] = [];
    let cursor = '';
    do {
      const { body } = await client.get(`/api/v1/contacts?sort=${key}&limit=7${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.data.map((one: Record<string, number>) => [one[key] ?? null, one.id]));
      cursor = body.next_cursor ?? '';
    } while (cursor);
    expect(new Set(seen.map(([, id]) => id)).size).toBe(40);
    const ranks = seen.map(([rank]) => rank ?? 99);
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  });

  it('can be required and unique, and says so', async () => {
    await addField({ label: 'Number', key: 'c_number', object: 'tasks', unique: true });
    const task = (number: unknown) => client.post('/api/v1/tasks', { title: 'Call', c_number: number });
    const first = (await task('A-1')).body.data;
    const twin = await task('a-1');
    expect([twin.status, twin.body.errors]).toEqual([409, { c_number: 'Number is taken by another task' }]);
    expect((await task(null)).status).toBe(201);
    expect((await task(null)).status).toBe(201);
    const batch = await client.post('/api/v1/tasks/batch', {
      atomic: false,
      operations: ['B-1', 'b-1', 'A-1'].map((number) => ({ op: 'create', data: { title: 'Call', c_number: number } })),
    });
    expect(batch.body.data.results.map((one: { status: number }) => one.status)).toEqual([201, 409, 409]);
    const upsert = { op: 'upsert', match: { c_number: 'A-1' }, data: { title: 'Called' } };
    const matched = await client.post('/api/v1/tasks/batch', { operations: [upsert] });
    expect(matched.body.data.results[0].data).toMatchObject({ id: first.id, title: 'Called' });
    await client.delete(`/api/v1/tasks/${first.id}`);
    const heir = await task('A-1');
    expect(heir.status).toBe(201);
    expect((await client.post(`/api/v1/tasks/${first.id}/restore`)).status).toBe(409);
    expect((await client.patch(`/api/v1/tasks/${heir.body.data.id}`, { c_number: 'b-1' })).status).toBe(409);
    expect((await client.patch(`/api/v1/tasks/${heir.body.data.id}`, { c_number: 'a-1' })).status).toBe(200);
    await client.patch('/api/v1/fields/tasks.c_number', { required: true });
    expect((await task(undefined)).body.errors).toEqual({ c_number: 'Number is required' });
    const loose = await client.patch('/api/v1/fields/tasks.c_number', { unique: false, required: false });
    expect(loose.body.data).toMatchObject({ unique: false, required: false });
    expect((await task('b-1')).status).toBe(201);
    const again = await client.patch('/api/v1/fields/tasks.c_number', { unique: true });
    expect([again.status, again.body.errors.unique]).toEqual([
      409,
      'Number cannot be unique: some tasks have the same value, such as "b-1" (2 times)',
    ]);
  });

  it('parallel writers of one unique value: exactly one has it', async () => {
    await addField({ label: 'Badge', object: 'contacts', unique: true });
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, at) => client.post('/api/v1/contacts', { name: `P${at}`, c_badge: 'X' })),
    );
    expect(answers.map((one) => one.status).sort()).toEqual([201, ...Array.from({ length: 7 }, () => 409)]);
  });

  it('goes to the trash with its values, comes back with them, and leaves nothing when it is purged', async () => {
    const { id, key } = await addField({ label: 'Fleeting' });
    const record = (await lead({ [key]: 'here' })).body.data;
    const url = `/api/v1/leads/${record.id}`;
    expect((await client.delete(`/api/v1/fields/${id}`)).status).toBe(200);
    expect(Object.keys((await client.get(url)).body.data)).not.toContain(key);
    expect((await client.patch(url, { [key]: 'x' })).body.errors).toEqual({ [key]: 'Unknown field' });
    expect((await client.patch(url, { company: 'Acme 2' })).status).toBe(200);
    const trash = (await client.get('/api/v1/fields?trash=true')).body.data;
    expect(trash.map((one: { id: string }) => one.id)).toContain(id);
    const twin = await client.post('/api/v1/fields', { object: 'leads', kind: 'text', label: 'Fleeting' });
    expect(twin.body.errors.key).toMatch(/in the trash/);
    expect((await client.post(`/api/v1/fields/${id}/restore`)).status).toBe(200);
    expect((await client.get(url)).body.data).toMatchObject({ [key]: 'here', company: 'Acme 2' });
    const removed = await client.delete(`/api/v1/fields/${id}`);
    expect((await undo(removed.headers.get('x-change-set'))).status).toBe(200);
    expect((await client.get(url)).body.data[key]).toBe('here');
    await client.delete(`/api/v1/fields/${id}`);
    expect((await client.delete(`/api/v1/fields/${id}?purge=true`)).status).toBe(200);
    const owner = await openOwner(test.ownerUrl);
    const rows = await owner.query('select custom, text_1, text_2, text_3 from leads where id = $1', [record.id]);
    await owner.close();
    expect(JSON.stringify(rows)).not.toContain('here');
    await addField({ label: 'Fleeting' });
    expect((await client.get(url)).body.data[key]).toBeNull();
  });

  it('holds for the tenant alone, and for a role as its rights say', async () => {
    await addField({ label: 'Secret' });
    await lead({ c_secret: 'Tresor' });
    const stranger = await test.signedIn(await test.addTenant('Stranger'));
    expect((await stranger.get('/api/v1/fields?object=leads')).text).not.toContain('c_');
    expect((await stranger.get('/api/v1/fields/leads.c_secret')).status).toBe(404);
    expect((await stranger.get('/api/v1/leads?c_secret=1')).status).toBe(422);
    await client.post('/api/v1/roles', { name: 'Blind', base: 'rep', fields: { leads: { c_secret: 'hidden' } } });
    const roles = (await client.get('/api/v1/roles?limit=100')).body.data;
    const { key } = roles.find((one: { name: string }) => one.name === 'Blind');
    await tenant.addUser(key, 'blind@example.com');
    const blind = await test.signedIn(tenant, 'blind@example.com');
    const list = await blind.get('/api/v1/leads?search=tresor');
    expect([list.body.data, list.text.includes('c_secret')]).toEqual([[], false]);
    expect((await blind.get('/api/v1/session')).text).not.toContain('c_secret');
    expect((await blind.post('/api/v1/fields', { object: 'leads', kind: 'text', label: 'Mine' })).status).toBe(403);
    expect((await blind.patch('/api/v1/fields/leads.company', { label: 'Firm' })).status).toBe(403);
    expect((await blind.delete('/api/v1/fields/leads.c_nickname')).status).toBe(403);
  });

  it('is refused with every wrong part named', async () => {
    const refused = async (body: object) => (await client.post('/api/v1/fields', body)).body.errors;
    expect(await refused({})).toEqual({
      object: 'Object is required',
      kind: expect.stringMatching(/^Kind must be one of text, email/),
      label: 'Label is required',
      key: expect.stringMatching(/^Key must begin with c_/),
    });
    expect(await refused({ object: 'roles', kind: 'json', label: 'X', key: 'company', slot: 'id' })).toEqual({
      object: expect.stringMatching(/^Object must be one of leads, companies/),
      kind: expect.stringMatching(/^Kind must be one of/),
      key: expect.stringMatching(/^Key must begin with c_/),
      slot: 'Slot is set by the system',
    });
    const wrong = { object: 'leads', kind: 'boolean', label: 'Company', unique: true, searched: true, multiline: true };
    expect(await refused({ ...wrong, options: ['A'], target: 'leads' })).toEqual({
      label: 'Label must differ from those of other fields of leads',
      unique: expect.stringMatching(/can be unique$/),
      searched: expect.stringMatching(/can be searched$/),
      multiline: 'Only a text can have several lines',
      options: 'Only a field of the kind option has options',
      target: 'Only a field of the kind relation has a target',
    });
    for (const key of ["c_'; drop table leads", 'c_', 'c_Ä', 'c_a-b', `c_${'x'.repeat(60)}`]) {
      expect(Object.keys(await refused({ object: 'leads', kind: 'text', label: 'Odd', key }))).toEqual(['key']);
    }
    for (const options of [undefined, [], ['A', 'a'], [1], [{ value: '' }], [{ value: 'A', color: 'mauve' }], 'A']) {
      const errors = await refused({ object: 'leads', kind: 'option', label: 'Odd', options });
      expect(Object.keys(errors)).toEqual(['options']);
    }
  });

  it('has no limit in its number that a slot would set', async () => {
    for (let at = 1; at <= 9; at++) await addField({ label: `Extra ${at}`, object: 'activities' });
    const body = {
      subject: 'Note',
      body: 'Hi',
      lead_id: (await lead()).body.data.id,
      c_extra_9: 'nine',
      c_extra_1: 'one',
    };
    const { id } = (await client.post('/api/v1/activities', body)).body.data;
    for (const [key, value] of [
      ['c_extra_9', 'nine'],
      ['c_extra_1', 'one'],
    ]) {
      expect((await client.get(`/api/v1/activities?${key}=${value}&sort=-${key}`)).body.data[0].id).toBe(id);
    }
    expect((await client.get('/api/v1/fields/activities.c_extra_9')).body.data.indexed).toBe(false);
  });
});
