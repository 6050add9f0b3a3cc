import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { inChangeSet } from './change-set.ts';
import { createMany } from './create-many.ts';
import { objectFor } from './definition.ts';

let test: TestApp;
let tenant: TestTenant;
let client: TestClient;

const RATINGS = ['HOT', 'WARM', 'COLD', null];

beforeAll(async () => {
  test = await createTestApp();
  tenant = await test.addTenant();
  client = await test.signedIn(tenant);
  const leads = await objectFor(tenant.ctx, 'leads');
  const rows = Array.from({ length: 230 }, (_, at) => ({
    company: `Company ${at % 7}`,
    contact_name: `Person ${at}`,
    status: at % 3 === 0 ? 'WORKING' : 'NEW',
    rating: RATINGS[at % 4],
    created_at: new Date(Date.UTC(2026, 0, 1 + (at % 11))).toISOString(),
  }));
  await inChangeSet(tenant.ctx, 'seed', (work) => createMany(work, leads, rows));
});
afterAll(() => test.close());

describe('the records of a list', () => {
  it('are those that reading them one by one gives, whatever their texts look like', async () => {
    const strange = ['2026-01-31T09:30:00+00:00', '"created_at":"2026-01-31T09:30:00+00:00"', 'a\\"b\n\u2028,é😀'];
    const other = await test.addTenant('Strange texts');
    const reader = await test.signedIn(other);
    for (const text of strange) {
      const { status } = await reader.post('/api/v1/leads', {
        company: text,
        contact_name: text,
        email: 'a@b.example',
      });
      expect(status).toBe(201);
    }
    const { body } = await reader.get('/api/v1/leads');
    expect(body.data).toHaveLength(3);
    for (const lead of body.data) {
      expect((await reader.get(`/api/v1/leads/${lead.id}`)).body.data).toEqual(lead);
      expect(strange).toContain(lead.company);
    }
  });
});

describe('a filter for a part of a searched text', () => {
  it('finds by the index what a scan finds, whatever else it asks for', async () => {
    const contains = (value: string, more: unknown[] = []) =>
      filterOf({ and: [{ field: 'company', op: 'contains', value }, ...more] });
    const open = { field: 'status', op: '=', value: 'WORKING' };
    expect((await list(contains('PANY 3'))).body.total).toBe(33);
    expect((await list(contains('3'))).body.total).toBe(33);
    const both = await list(contains('pany 3', [open]));
    const scanned = await list(contains('3', [open]));
    expect(both.body).toEqual(scanned.body);
    expect(both.body.total).toBeGreaterThan(5);
    // The text stands in another searched field.
    expect((await list(contains('person 1'))).body.total).toBe(0);
    expect((await list(filterOf({ field: 'email', op: '=', value: 'a@b.example' }))).body.total).toBe(0);
    expect(
      (await list(filterOf({ or: [{ field: 'company', op: 'contains', value: 'pany 3' }, open] }))).body.total,
    ).toBeGreaterThan(33);
  });
});

describe('a search', () => {
  it.each([
    '',
    '&sort=created_at',
    '&sort=company',
  ])('has on its pages what the list has, in its order%s', async (sort) => {
    const whole = await list(
      `limit=100${sort}&filter=${encodeURIComponent('{"field":"company","op":"contains","value":"Company 3"}')}`,
    );
    const ids = whole.body.data.map((one: { id: number }) => one.id);
    expect(ids.length).toBeGreaterThan(30);
    const paged: number[] = [];
    for (let page = 1; page <= 5; page += 1) {
      const { body } = await list(`limit=9&page=${page}&search=company+3${sort}`);
      expect(body.total).toBe(ids.length);
      expect(body.next_cursor === null).toBe(page * 9 >= ids.length);
      paged.push(...body.data.map((one: { id: number }) => one.id));
    }
    expect(paged).toEqual(ids);
    const first = await list(`limit=9&search=company+3${sort}`);
    const second = await list(`limit=9&search=company+3${sort}&cursor=${first.body.next_cursor}`);
    expect(second.body.data.map((one: { id: number }) => one.id)).toEqual(ids.slice(9, 18));
  });
});

const list = (query: string) => client.get(`/api/v1/leads?${query}`);
const filterOf = (filter: unknown) => `filter=${encodeURIComponent(JSON.stringify(filter))}`;

async function readAll(query: string): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  let cursor = '';
  do {
    const { status, body } = await list(`${query}&limit=40${cursor && `&cursor=${cursor}`}`);
    expect(status).toBe(200);
    rows.push(...body.data);
    cursor = body.next_cursor ?? '';
  } while (cursor);
  return rows;
}

describe('sorting and cursors', () => {
  it.each([
    '-created_at',
    'created_at',
    'rating',
    '-rating',
    'company,-created_at',
    '-status,rating,contact_name',
    'id',
    '-id',
  ])('sort=%s gives every record once, in the order of the database', async (sort) => {
    const rows = await readAll(`sort=${sort}`);
    expect(new Set(rows.map((row) => row.id)).size).toBe(230);
    const ids: unknown[] = [];
    for (let page = 1; page <= 3; page += 1) {
      const { body } = await list(`sort=${sort}&limit=100&page=${page}`);
      ids.push(...body.data.map((row: { id: number }) => row.id));
    }
    expect(rows.map((row) => row.id)).toEqual(ids);
  });

  it.each([
    'rating',
    '-rating',
  ])('sort=%s puts records without a value last, on whatever page they begin', async (sort) => {
    const ratings = (await readAll(`sort=${sort}`)).map((row) => row.rating as string | null);
    const given = ratings.filter((rating) => rating !== null);
    const inOrder = given.toSorted((a, b) => (a < b ? -1 : Number(a > b)));
    expect(given).toEqual(sort === 'rating' ? inOrder : inOrder.toReversed());
    expect(given.length).toBeGreaterThan(20);
    expect(ratings.slice(given.length)).toEqual(Array.from({ length: 230 - given.length }, () => null));
    const pages = async (limit: number) => {
      const answers = await Promise.all(
        Array.from({ length: Math.ceil(230 / limit) }, (_, at) => list(`sort=${sort}&limit=${limit}&page=${at + 1}`)),
      );
      return answers.flatMap(({ body }) => body.data.map((row: { id: number }) => row.id));
    };
    const all = (await readAll(`sort=${sort}`)).map((row) => row.id);
    expect(await pages(7)).toEqual(all);
    expect((await list(`sort=${sort}&limit=7&page=99`)).body).toMatchObject({ data: [], total: 230 });
  });

  it('neither skip nor repeat a record while others come, change and go', async () => {
    const before = new Set((await readAll('sort=rating')).map((row) => row.id));
    const seen: unknown[] = [];
    let cursor = '';
    let at = 0;
    do {
      const { body } = await list(`sort=rating&limit=20${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.data.map((row: { id: number }) => row.id));
      cursor = body.next_cursor ?? '';
      at += 1;
      await client.post('/api/v1/leads', { company: `New ${at}`, contact_name: 'x', rating: RATINGS[at % 3] });
      await client.patch(`/api/v1/leads/${body.data[0].id}`, { contact_name: `Touched ${at}` });
      if (at === 3) await client.delete(`/api/v1/leads/${body.data[5].id}`);
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect([...before].filter((id) => !seen.includes(id))).toEqual([]);
  });

  it('refuse a sort that is none and a cursor of another sort, or of nobody', async () => {
    expect((await list('sort=shoe_size')).body.errors).toHaveProperty('sort');
    const { body } = await list('sort=company&limit=5');
    expect((await list(`sort=-company&cursor=${body.next_cursor}`)).status).toBe(422);
    const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    for (const cursor of [
      'x',
      forged([]),
      forged(['-created_at,-id', '2026-02-30T00:00:00Z', 1]),
      forged(['-created_at,-id', {}, 1]),
    ]) {
      expect([cursor, (await list(`cursor=${cursor}`)).status]).toEqual([cursor, 422]);
    }
  });
});

describe('filters', () => {
  it('follow the grammar, with exact totals where a rollup or a short count knows them', async () => {
    const filter = {
      and: [
        { field: 'status', op: 'in', value: ['NEW', 'WORKING'] },
        { not: { field: 'rating', op: '=', value: 'HOT' } },
      ],
    };
    const { status, body } = await list(filterOf(filter));
    expect(status).toBe(200);
    const rows = await readAll(filterOf(filter));
    expect(body.total).toBe(rows.length);
    expect(rows.every((row) => row.rating !== 'HOT')).toBe(true);
    expect(rows.some((row) => row.rating === null)).toBe(true);
  });

  it('combine with the plain parameters, search and related fields', async () => {
    const owned = await list(`status=WORKING&search=person&${filterOf({ field: 'owner.name', op: 'is_null' })}`);
    expect(owned.body.data.every((row: { status: string }) => row.status === 'WORKING')).toBe(true);
    expect(owned.body.total).toBeGreaterThan(0);
  });

  it('name an unknown field, operator and value', async () => {
    for (const filter of [
      { field: 'nope', op: '=', value: 1 },
      { field: 'status', op: '~', value: 'NEW' },
      { field: 'status', op: '=', value: 'NOPE' },
    ]) {
      const { status, body } = await list(filterOf(filter));
      expect(status).toBe(422);
      expect(Object.keys(body.errors).every((key) => key.startsWith('filter'))).toBe(true);
    }
    expect((await list('filter={')).status).toBe(422);
  });

  it('are not read by the documented mount, which ignores what it does not know', async () => {
    const { status, body } = await client.get('/api/leads.php?filter={&sort=nope');
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['success', 'data', 'total', 'page', 'per_page']);
  });
});

describe('answers', () => {
  it('keep only the fields that were asked for', async () => {
    const { body } = await list('fields=company,status&limit=1');
    expect(Object.keys(body.data[0])).toEqual(['id', 'company', 'status']);
    expect((await list('fields=company,secret')).status).toBe(422);
  });

  it('leave the total out when a page was reached by cursor, unless it is asked for', async () => {
    const { body } = await list('limit=5');
    expect(body.total).toBeGreaterThan(0);
    expect((await list(`limit=5&cursor=${body.next_cursor}`)).body).not.toHaveProperty('total');
    expect((await list(`limit=5&total=true&cursor=${body.next_cursor}`)).body.total).toBe(body.total);
  });
});
