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

const path = '/api/v1/contacts';
const create = async (body: object) => (await client.post(path, { name: 'Jane Doe', ...body })).body.data;
const get = async (id: number) => (await client.get(`${path}/${id}`)).body.data;
const entry = (value: string, label: string | null = null, primary = false) => ({ value, label, primary });
const idsOf = (body: { data: { id: number }[] }) => body.data.map((one) => one.id);
const found = async (filter: object) =>
  idsOf((await client.get(`${path}?sort=id&filter=${encodeURIComponent(JSON.stringify(filter))}`)).body);

it('a contact has several addresses and numbers, of which the primary one stands in its own field as well', async () => {
  const emails = [{ value: 'jane@home.example', label: 'HOME' }, entry('Jane@work.example', 'WORK', true)];
  const made = await create({ emails, phones: '+49 30 1234567 (mobile); 0171 7654321' });
  expect(made).toMatchObject({
    email: 'Jane@work.example',
    emails: [entry('Jane@work.example', 'WORK', true), entry('jane@home.example', 'HOME')],
    phone: '+49 30 1234567',
    phones: [entry('+49 30 1234567', 'MOBILE', true), entry('0171 7654321')],
  });
  expect(await get(made.id)).toEqual(made);
  const plain = await create({ email: 'only@example.com' });
  expect([plain.emails, plain.phones]).toEqual([[entry('only@example.com', null, true)], []]);
  expect(await get(plain.id)).toEqual(plain);
  const company = (await client.post('/api/v1/companies', { name: 'Acme', phones: ['030 111111', '030 222222'] })).body;
  expect(company.data).toMatchObject({
    phone: '030 111111',
    phones: [entry('030 111111', null, true), entry('030 222222')],
  });
});

it('the primary field alone is written as ever: another value replaces it, one of the others changes places with it', async () => {
  const { id } = await create({ emails: [entry('a@x.example', 'WORK', true), entry('b@x.example', 'HOME')] });
  const patch = async (body: object) => (await client.patch(`${path}/${id}`, body)).body.data;
  expect((await patch({ email: 'new@x.example' })).emails).toEqual([
    entry('new@x.example', 'WORK', true),
    entry('b@x.example', 'HOME'),
  ]);
  const swapped = await patch({ email: 'B@x.example' });
  expect(swapped.emails).toEqual([entry('B@x.example', 'HOME', true), entry('new@x.example', 'WORK')]);
  expect(await patch({ email: null })).toMatchObject({ email: null, emails: [entry('new@x.example', 'WORK')] });
  const both = await patch({ email: 'c@x.example', emails: ['d@x.example', 'D@X.example'] });
  expect(both).toMatchObject({
    email: 'c@x.example',
    emails: [entry('c@x.example', null, true), entry('d@x.example')],
  });
  expect(await patch({ emails: [] })).toMatchObject({ email: null, emails: [] });
});

it('a change of many records keeps the addresses of each, as one of a single record does', async () => {
  const [one, other] = [
    await create({ emails: ['shared@bulk.example', 'own@bulk.example'] }),
    await create({ emails: ['first@bulk.example', 'shared@bulk.example'] }),
  ];
  const body = { action: 'update', ids: [one.id, other.id], data: { email: 'shared@bulk.example' } };
  expect((await client.post(`${path}/bulk`, body)).body.data).toMatchObject({ matched: 2, changed: 1 });
  expect((await get(one.id)).emails).toEqual(one.emails);
  expect((await get(other.id)).emails).toEqual([entry('shared@bulk.example', null, true), entry('first@bulk.example')]);
});

it('what is required cannot be emptied by way of the other field, and one of both is enough', async () => {
  const own = await test.addTenant();
  const admin = await test.signedIn(own);
  const patch = async (id: number, body: object) => (await admin.patch(`${path}/${id}`, body)).body.errors;
  const require = (field: string, required: boolean) => admin.patch(`/api/v1/fields/contacts.${field}`, { required });
  await require('email', true);
  const first = await admin.post(path, { name: 'Ann', emails: ['a@required.example'] });
  expect(first.status).toBe(201);
  expect(await patch(first.body.data.id, { emails: [] })).toEqual({ emails: 'Email is required' });
  expect((await admin.post(path, { name: 'Ann', emails: [] })).body.errors).toMatchObject({
    email: 'Email is required',
  });
  await require('email', false);
  await require('emails', true);
  await require('tags', true);
  const tags = ['Known'];
  const alone = await admin.post(path, { name: 'Bob', email: 'b@required.example', tags });
  expect(alone.body.data?.emails).toEqual([entry('b@required.example', null, true)]);
  expect(await patch(alone.body.data.id, { emails: [], tags: [] })).toEqual({
    emails: 'Emails is required',
    tags: 'Tags is required',
  });
  expect(await patch(alone.body.data.id, { email: null })).toEqual({ email: 'Emails is required' });
  expect((await admin.post(path, { name: 'Bob', tags })).body.errors).toEqual({ emails: 'Emails is required' });
  const bulk = { action: 'update', ids: [alone.body.data.id], data: { email: null } };
  expect((await admin.post(`${path}/bulk`, bulk)).body.errors).toEqual({ email: 'Emails is required' });
  expect(await patch(alone.body.data.id, { emails: ['b@required.example', 'c@required.example'] })).toBeUndefined();
  expect(await patch(alone.body.data.id, { email: null })).toBeUndefined();
});

it('what is wrong is named, and nothing is written', async () => {
  const refusal = async (emails: unknown) => (await client.post(path, { name: 'X', emails })).body.errors;
  const cases: [unknown, RegExp][] = [
    [['not an address'], /^Each of Emails must be an email address/],
    [[{ value: 'a@b.co', label: 'BOAT' }], /^Each label of Emails must be one of WORK, HOME/],
    [[{ value: 'a@b.co', primary: 1 }], /must be true or false/],
    [[{ value: 'a@b.co', kind: 1 }], /has value, label and primary, not "kind"/],
    [[entry('a@b.co', null, true), entry('b@b.co', null, true)], /one primary value only/],
    [[{}], /^Each of Emails must be text/],
    [[null, 7], /^Each of Emails must be text/],
    [[' '], /^Each of Emails must be an email address/],
    [7, /^Emails must be a list/],
    [`a${' '.repeat(100_000)}b`, /^Each of Emails must be at most 254 characters/],
    ['(work)', /^Each of Emails must be an email address/],
    [Array.from({ length: 21 }, (_, at) => `a${at}@b.co`), /^Emails must be at most 20/],
  ];
  for (const [emails, message] of cases)
    expect(await refusal(emails)).toEqual({ emails: expect.stringMatching(message) });
});

it('each of them finds the contact: in searches, filters, duplicates and upserts', async () => {
  const emails = [entry('first@find.example', null, true), entry('Second.One@find.example')];
  const { id } = await create({ name: 'Findable', emails, phones: ['+49 (0)89 5550001', '0171-555 0002'] });
  await create({ name: 'Another', email: 'another@find.example', phone: '089 999999' });
  expect(idsOf((await client.get('/api/v1/search?q=second.one@FIND.example')).body)).toEqual([id]);
  expect(idsOf((await client.get(`/api/v1/search?q=${encodeURIComponent('+49 171 5550002')}`)).body)).toEqual([id]);
  expect(idsOf((await client.get(`${path}?search=SECOND.one`)).body)).toEqual([id]);
  const has = (field: string, ...value: string[]) => ({ field, op: 'has_any', value });
  expect(await found(has('emails', 'second.one@find.EXAMPLE'))).toEqual([id]);
  expect(await found(has('emails', 'first@find.example', 'nobody@find.example'))).toEqual([id]);
  expect(await found(has('phones', '0049 171 5550002'))).toEqual([id]);
  expect(await found({ field: 'emails', op: 'contains', value: 'ONE@find' })).toEqual([id]);
  expect(
    await found({ and: [{ field: 'name', op: '=', value: 'Findable' }, { not: has('emails', 'first@find.example') }] }),
  ).toEqual([]);
  const like = encodeURIComponent(JSON.stringify({ emails: ['second.one@find.example'], phone: '0171 5550002' }));
  expect((await client.get(`${path}/duplicates?like=${like}`)).body.data).toMatchObject([
    { id, reasons: ['email', 'phone'] },
  ]);
  const upsert = (match: string) => ({
    op: 'upsert',
    match: { email: match },
    data: { name: 'Findable', job_title: 'CTO' },
  });
  const operations = [upsert('second.one@find.example'), upsert('first@find.example'), upsert('new@find.example')];
  const { results } = (await client.post(`${path}/batch`, { operations })).body.data;
  expect(results.map((one: { status: number }) => one.status)).toEqual([200, 200, 201]);
  expect(results[1].data).toMatchObject({ id, email: 'first@find.example', job_title: 'CTO' });
});

it('an upsert finds the one that has an address, however many have one of which it is a part', async () => {
  const address = (at: number) => `p${at}part@many.example`;
  const operations = Array.from({ length: 501 }, (_, at) => ({
    op: 'create',
    data: { name: 'M', email: address(at) },
  }));
  await client.post(`${path}/batch`, { operations });
  const { id } = await create({ emails: ['first@many.example', 'part@many.example'] });
  const upsert = { op: 'upsert', match: { email: 'part@many.example' }, data: { name: 'Found' } };
  const { results } = (await client.post(`${path}/batch`, { operations: [upsert] })).body.data;
  expect(results).toMatchObject([{ status: 200, data: { id, name: 'Found' } }]);
});

it('an export writes them as an import reads them', async () => {
  const { id } = await create({ emails: 'x@export.example (work); y@export.example', phones: ['-1', '=2'] });
  const csv = (await client.get(`${path}/export?fields=emails,phones&search=export.example`)).text;
  expect(csv.split('\r\n')[1]).toBe('"x@export.example (work); y@export.example","\'-1; =2"');
  const copy = await create({ emails: 'x@export.example (work); y@export.example' });
  expect(copy.emails).toEqual((await get(id)).emails);
});

it('a change tells of the list with its primary value, and undo brings both back', async () => {
  const first = await create({ emails: [entry('a@undo.example', 'WORK', true), entry('b@undo.example')] });
  const changed = await client.patch(`${path}/${first.id}`, {
    email: 'b@undo.example',
    phones: ['030 123456', '030 654321'],
  });
  const changeSet = changed.headers.get('x-change-set');
  const [change] = (await client.get(`/api/v1/change-sets/${changeSet}/changes`)).body.data;
  expect(change.before).toMatchObject({ email: 'a@undo.example', emails: first.emails, phone: null, phones: [] });
  expect(change.after.emails).toEqual([entry('b@undo.example', null, true), entry('a@undo.example', 'WORK')]);
  expect((await client.post(`/api/v1/change-sets/${changeSet}/undo`)).status).toBe(200);
  const { version, updated_at, ...rest } = first;
  expect(await get(first.id)).toMatchObject(rest);
});

it('who may not see or change the primary one may not see or change the list', async () => {
  const { id } = await create({ name: 'Hidden', emails: ['a@secret.example', 'b@secret.example'] });
  const signedIn = async (name: string, right: string) => {
    const body = {
      name,
      base: 'rep',
      fields: { contacts: { email: right } },
      permissions: { contacts: { update: 'all' } },
    };
    const { key } = (await client.post('/api/v1/roles', body)).body.data;
    await tenant.addUser(key, `${right}@several.example`);
    return test.signedIn(tenant, `${right}@several.example`);
  };
  const blind = await signedIn('Blind', 'hidden');
  expect((await blind.get(`${path}/${id}`)).text).not.toContain('secret.example');
  expect(idsOf((await blind.get('/api/v1/search?q=b@secret.example')).body)).toEqual([]);
  expect(idsOf((await blind.get(`${path}?search=b@secret.example`)).body)).toEqual([]);
  expect((await blind.get(`${path}?filter={"field":"emails","op":"not_null"}`)).status).toBe(422);
  const reader = await signedIn('Reader', 'read');
  const refused = await reader.patch(`${path}/${id}`, { emails: [] });
  expect([refused.status, refused.body.errors]).toEqual([422, { emails: 'Your role may not change Emails' }]);
  expect((await reader.patch(`${path}/${id}`, { job_title: 'CFO' })).body.data.emails).toHaveLength(2);
});
