// api.md section 5, line by line.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { mountsOf } from '#server/testing/mounts.ts';
import { usualLeadSources } from '#shared/objects/lead-sources.ts';
import { objects } from '#shared/objects/registry.ts';

let test: TestApp;
let tenant: TestTenant;
let client: TestClient;

beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

const fresh = async () => {
  tenant = await test.addTenant();
  client = await test.signedIn(tenant);
};
const create = async (body: object = {}) =>
  (await client.post('/api/leads.php', { company: 'Acme Corp', contact_name: 'John Doe', ...body })).body.data;
const companies = (answer: { body: { data: { company: string }[] } }) => answer.body.data.map((one) => one.company);

it('answers the example of the documentation, field for field', async () => {
  await fresh();
  const example = {
    company: 'Acme Corp',
    contact_name: 'John Doe',
    email: 'john@acme.com',
    status: 'WORKING',
    rating: 'WARM',
  };
  const { id } = await create(example);
  const { body } = await client.get('/api/leads.php');
  const record = {
    ...example,
    id,
    phone: null,
    source_id: null,
    owner_id: tenant.adminId,
    company_id: null,
    contact_id: null,
    opportunity_id: null,
    converted_at: null,
    tags: [],
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
    updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
    version: 1,
  };
  expect(body).toEqual({ success: true, data: [record], total: 1, page: 1, per_page: 50 });
  expect((await client.get(`/api/leads.php?id=${id}`)).body).toEqual({ success: true, data: record });
});

describe.each(mountsOf(objects.leads))('paging of $list', (mount) => {
  const pageOf = async (query: string) => (await client.get(`${mount.list}?${query}`)).body;

  beforeAll(async () => {
    await fresh();
    for (let at = 1; at <= 103; at += 1) await create({ company: `Company ${at}` });
  });

  it('shows 50 a page by default, newest first, with the exact total', async () => {
    const body = await pageOf('');
    expect([body.data.length, body.total, body.page, body.per_page]).toEqual([50, 103, 1, 50]);
    expect(body.data[0].company).toBe('Company 103');
    const ids = body.data.map((one: { id: number }) => one.id);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
  });

  it('shows every record once over all pages, and nothing after the last', async () => {
    const pages = await Promise.all([1, 2, 3, 4].map((page) => pageOf(`page=${page}&limit=40`)));
    expect(pages.map((one) => one.data.length)).toEqual([40, 40, 23, 0]);
    expect(pages.map((one) => [one.page, one.per_page, one.total])).toEqual([1, 2, 3, 4].map((at) => [at, 40, 103]));
    expect(new Set(pages.flatMap((one) => one.data.map((row: { id: number }) => row.id))).size).toBe(103);
  });

  it.each(['100', '101', '5000', '99999999999999999999'])('counts limit=%s as 100', async (limit) => {
    const body = await pageOf(`limit=${limit}`);
    expect([body.data?.length, body.per_page, body.total]).toEqual([100, 100, 103]);
  });

  it('takes a page far behind the end as empty', async () => {
    for (const page of ['99', '999999999999999', '99999999999999999999']) {
      expect([page, (await pageOf(`page=${page}`)).data]).toEqual([page, []]);
    }
  });

  it.each([
    '0',
    '-1',
    '1.5',
    'abc',
    '',
    '1e1',
    '0x1',
    '１',
    'NaN',
  ])('refuses page=%s and limit=%s, which are no positive integers, both at once', async (value) => {
    const { status, body } = await client.get(`${mount.list}?page=${value}&limit=${value}`);
    expect([status, body.success]).toEqual([422, false]);
    expect(body.errors).toEqual({ page: expect.any(String), limit: expect.any(String) });
  });
});

describe.each(mountsOf(objects.leads))('filters of $list', (mount) => {
  beforeAll(async () => {
    await fresh();
    const [website] = (await client.get('/api/v1/lead-sources?search=website')).body.data;
    await create({ company: 'A', status: 'NEW', rating: 'HOT' });
    await create({ company: 'B', status: 'WORKING', rating: 'HOT', source_id: website.id });
    await create({ company: 'C', status: 'WORKING', rating: 'COLD' });
    await create({ company: 'D', status: 'WORKING' });
  });

  it.each([
    ['status=WORKING', ['D', 'C', 'B']],
    ['rating=HOT', ['B', 'A']],
    ['status=WORKING&rating=HOT', ['B']],
    ['status=UNQUALIFIED', []],
    ['status=WORKING&search=c', ['C']],
    ['status=WORKING&limit=1&page=2', ['C']],
    ['status=&rating=&search=', ['D', 'C', 'B', 'A']],
  ])('%s finds %j', async (query, expected) => {
    const answer = await client.get(`${mount.list}?${query}`);
    expect(companies(answer)).toEqual(expected);
    expect(answer.body.total).toBe(query.includes('limit') ? 3 : expected.length);
  });

  it.each([
    'LOST',
    'new',
    'NEW,WORKING',
    '*',
    '0',
  ])('refuses a status or rating %s that does not exist', async (value) => {
    const { status, body } = await client.get(`${mount.list}?status=${value}&rating=${value}`);
    expect([status, body.success, Object.keys(body.errors).sort()]).toEqual([422, false, ['rating', 'status']]);
  });
});

describe.each(mountsOf(objects.leads))('search of $list', (mount) => {
  const find = async (search: string) => {
    const answer = await client.get(`${mount.list}?${new URLSearchParams({ search })}`);
    expect(answer.body.total).toBe(answer.body.data.length);
    return companies(answer).sort();
  };

  beforeAll(async () => {
    await fresh();
    await create({
      company: 'Initech',
      contact_name: 'Bill Lumbergh',
      email: 'bill@INITECH.example',
      phone: '+1 555 0100',
    });
    await create({ company: '100% Wool', contact_name: 'Ann_Lee', email: 'ann@wool.example' });
    await create({ company: '100 Wool', contact_name: 'AnnXLee', email: 'annx@wool.example' });
    await create({ company: String.raw`Back\slash`, contact_name: "O'Brien; drop table leads" });
    await create({ company: 'ΟΔΟΣ ΑΕ', contact_name: 'Straße Jürgen' });
  });

  it.each([
    ['company, whole', 'Initech', ['Initech']],
    ['company, a part in other case', 'NITE', ['Initech']],
    ['contact name', 'lumb', ['Initech']],
    ['email, in other case', 'bill@initech', ['Initech']],
    ['one letter', 'z', []],
    ['two letters', 'ol', ['100 Wool', '100% Wool']],
    ['a blank around it', '  wool ', ['100 Wool', '100% Wool']],
    ['not the phone', '555', []],
    ['not the status', 'NEW', []],
    ['not across two fields', 'initech bill', []],
    ['percent literally', '100%', ['100% Wool']],
    ['percent alone', '%', ['100% Wool']],
    ['underscore literally', 'ann_', ['100% Wool']],
    ['underscore alone', '_', ['100% Wool']],
    ['backslash literally', String.raw`\s`, [String.raw`Back\slash`]],
    ['backslash alone', '\\', [String.raw`Back\slash`]],
    ['a quote', "o'b", [String.raw`Back\slash`]],
    ['SQL', "'; drop table leads; --", []],
    ['other scripts, in other case', 'οδοσ', ['ΟΔΟΣ ΑΕ']],
    ['umlauts, in other case', 'JÜRG', ['ΟΔΟΣ ΑΕ']],
    ['emoji', '🦊', []],
  ])('finds %s: %s', async (_, search, expected) => {
    expect(await find(search)).toEqual([...expected].sort());
  });

  it('refuses what no text can hold', async () => {
    expect((await client.get(`${mount.list}?search=%00`)).status).toBe(422);
  });
});

describe.each(mountsOf(objects.leads))('records of $list', (mount) => {
  const total = async (query = '') => (await client.get(`${mount.list}?${query}`)).body.total;

  beforeAll(fresh);

  it('count exactly after each create, change and delete', async () => {
    const counts = async () => [
      await total(),
      await total('status=NEW'),
      await total('status=WORKING'),
      await total('rating=HOT'),
    ];
    expect(await counts()).toEqual([0, 0, 0, 0]);
    const { id } = (await client.post(mount.list, { company: 'One', contact_name: 'X' })).body.data;
    await client.post(mount.list, { company: 'Two', contact_name: 'X', rating: 'HOT' });
    expect(await counts()).toEqual([2, 2, 0, 1]);
    await client.patch(mount.one(id), { status: 'WORKING', rating: 'HOT' });
    expect(await counts()).toEqual([2, 1, 1, 2]);
    const removed = await client.delete(mount.one(id));
    expect([removed.status, removed.body]).toEqual([200, { success: true, message: 'Lead deleted' }]);
    expect(await counts()).toEqual([1, 1, 0, 1]);
    expect((await client.get(mount.one(id))).status).toBe(404);
    expect((await client.delete(mount.one(id))).status).toBe(404);
    expect((await client.patch(mount.one(id), { rating: 'COLD' })).status).toBe(404);
    expect(await counts()).toEqual([1, 1, 0, 1]);
  });

  it('need company and contact_name and nothing else', async () => {
    const { status, body } = await client.post(mount.list, {});
    expect([status, Object.keys(body.errors)]).toEqual([422, ['company', 'contact_name']]);
  });

  it('take every documented field at its longest and refuse one character more', async () => {
    const host = `${'d'.repeat(60)}.`.repeat(3);
    const longest = {
      company: 'c'.repeat(200),
      contact_name: 'n'.repeat(200),
      email: `${'l'.repeat(64)}@${host}${'e'.repeat(254 - 65 - host.length)}`,
      phone: '1'.repeat(50),
    };
    const { status, body } = await client.post(mount.list, longest);
    expect([status, body.data]).toEqual([201, expect.objectContaining(longest)]);
    for (const [field, value] of Object.entries(longest)) {
      const longer = await client.post(mount.list, { ...longest, [field]: `${value}1` });
      expect([longer.status, Object.keys(longer.body.errors ?? {})]).toEqual([422, [field]]);
    }
  });

  it('keep the phone as it was typed', async () => {
    const { body } = await client.post(mount.list, { company: 'P', contact_name: 'Q', phone: '(0049)  30/123-4' });
    expect(body.data.phone).toBe('(0049)  30/123-4');
  });

  it.each([
    'nobody',
    '@acme.com',
    'a@',
    'a b@acme.com',
    'a@acme',
    'a@b@c.de',
    '<a@b.de>',
  ])('refuse the email %s', async (email) => {
    const { status, body } = await client.post(mount.list, { company: 'P', contact_name: 'Q', email });
    expect([status, Object.keys(body.errors ?? {})]).toEqual([422, ['email']]);
  });

  it.each(['NEW', 'WORKING', 'QUALIFIED', 'UNQUALIFIED', 'CONVERTED'])('can have the status %s', async (status) => {
    const { body } = await client.post(mount.list, { company: 'P', contact_name: 'Q', status });
    expect(body.data.status).toBe(status);
  });

  it.each(['HOT', 'WARM', 'COLD'])('can have the rating %s', async (rating) => {
    const { body } = await client.post(mount.list, { company: 'P', contact_name: 'Q', rating });
    expect(body.data).toMatchObject({ rating, status: 'NEW' });
  });

  it('take a lead source of this tenant, as number or digits', async () => {
    const sources = (await client.get('/api/v1/lead-sources')).body.data;
    expect(sources.map((one: { name: string }) => one.name).sort()).toEqual([...usualLeadSources].sort());
    for (const source_id of [sources[0].id, String(sources[0].id)]) {
      const { body } = await client.post(mount.list, { company: 'P', contact_name: 'Q', source_id });
      expect(body.data.source_id).toBe(sources[0].id);
    }
  });
});
