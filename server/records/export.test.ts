// Exports: every record that the role may export, none twice, as CSV that no spreadsheet takes for formulas and that reads back as it was.
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { csvLine, guardText, unguardText } from '#shared/csv.ts';

let test: TestApp;
let tenant: TestTenant;
let admin: TestClient;
beforeAll(async () => {
  test = await createTestApp();
  tenant = await test.addTenant();
  admin = await test.signedIn(tenant);
  for (let at = 0; at < 3; at += 1) {
    const operations = Array.from({ length: 850 }, (_, row) => ({
      op: 'create',
      data: { company: `Company ${at * 850 + row}`, contact_name: 'Jo', rating: row % 2 ? 'HOT' : 'COLD' },
    }));
    expect((await admin.post('/api/v1/leads/batch', { operations })).status).toBe(200);
  }
});
afterAll(() => test.close());

const exportOf = async (query: string, client = admin) => {
  const answer = await client.get(`/api/v1/leads/export?${query}`);
  const rows: string[][] = answer.status === 200 ? parse(answer.text, { bom: true }) : [];
  return { ...answer, head: rows[0] ?? [], rows: rows.slice(1).map((row) => row.map(unguardText)) };
};
const filter = (node: object) => `filter=${encodeURIComponent(JSON.stringify(node))}`;

describe('an export', () => {
  it('has every record once, in order, over all of its chunks, as a download', async () => {
    const { status, headers, head, rows } = await exportOf('sort=company&fields=id,company');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8; header=present']);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="leads-\d{4}-\d\d-\d\d\.csv"$/);
    expect(head).toEqual(['id', 'company']);
    expect([rows.length, new Set(rows.map(([id]) => id)).size]).toEqual([2550, 2550]);
    const names = rows.map(([, company]) => company ?? '');
    expect(names).toEqual(names.toSorted());
  });

  it('has what the list with the same filter, search and order has', async () => {
    const query = `${filter({ field: 'rating', op: '=', value: 'HOT' })}&search=company%2012&sort=-id`;
    const list = (await admin.get(`/api/v1/leads?${query}&limit=100`)).body.data.map((one: { id: number }) => one.id);
    expect((await exportOf(`${query}&fields=id`)).rows.map(([id]) => Number(id))).toEqual(list);
    expect(list.length).toBeGreaterThan(10);
  });

  it('names fields by their keys, or by their labels, and relations by titles when asked', async () => {
    const narrow = filter({ field: 'company', op: '=', value: 'Company 7' });
    const query = `${narrow}&fields=company,owner,owner_id&headers=labels&bom=true`;
    const { head, rows } = await exportOf(query);
    expect(head).toEqual(['Company', 'Owner', 'Owner']);
    expect(rows).toEqual([['Company 7', 'Ada Admin', String(tenant.adminId)]]);
    // Reading it as text takes the mark away.
    const cookie = [...admin.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const raw = await fetch(`${test.url}/api/v1/leads/export?${query}`, { headers: { cookie } });
    expect([...new Uint8Array(await raw.arrayBuffer()).slice(0, 4)]).toEqual([0xef, 0xbb, 0xbf, 0x22]);
  });

  it('stands in the history, without changes', async () => {
    const { headers } = await exportOf('fields=id');
    const [last] = (await admin.get('/api/v1/change-sets')).body.data;
    expect(last).toMatchObject({ id: Number(headers.get('x-change-set')), action: 'export leads', changes: 0 });
  });

  it.each([
    ['fields=age', { fields: expect.stringContaining('Fields takes id, company') }],
    ['format=pdf', { format: 'Format must be csv' }],
    ['headers=none', { headers: 'Headers must be keys or labels' }],
    ['bom=perhaps', { bom: 'Bom must be true or false' }],
    ['sort=age', { sort: expect.stringContaining('Sort takes') }],
    ['page=2', { page: 'Unknown parameter' }],
  ])('%s is refused by name', async (query, errors) => {
    const { status, body } = await exportOf(query);
    expect([status, body.errors]).toEqual([422, errors]);
  });
});

describe('what a role exports', () => {
  it('is nothing, its own records, or without hidden fields, as the role says; never more than it reads', async () => {
    const id = await tenant.addUser('rep', 'rep@example.com');
    const rep = await test.signedIn(tenant, 'rep@example.com');
    const role = (await admin.post('/api/v1/roles', { name: 'Exporter', base: 'rep' })).body.data;
    await admin.patch(`/api/v1/users/${id}`, { role: role.key });
    await rep.post('/api/v1/leads', { company: 'Mine', contact_name: 'Jo' });
    const as = async (leads: object, fields = {}) => {
      await admin.patch(`/api/v1/roles/${role.id}`, { permissions: { leads }, fields: { leads: fields } });
      return exportOf('fields=company', rep);
    };
    expect((await as({ export: 'all' })).rows.length).toBe(2551);
    expect((await as({ export: 'own' })).rows).toEqual([['Mine']]);
    expect((await as({ export: 'all', read: 'own' })).rows).toEqual([['Mine']]);
    expect((await as({ export: 'none' })).status).toBe(403);
    expect((await as({ export: 'own' }, { phone: 'hidden' })).status).toBe(200);
    expect((await exportOf('fields=phone', rep)).status).toBe(422);
    expect((await exportOf('', rep)).head).not.toContain('phone');
  });
});

describe('cells', () => {
  const payloads = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(1)',
    '\t=1',
    '\r=1',
    ' =1',
    '\u00a0=1',
    '\u0001=1',
    '＝1',
    '"=1',
    '\ufeff=1',
    '|calc',
    '\u200b+1',
    '⁼1',
  ];
  it.each(payloads)('%j is no formula', (text) => {
    expect(guardText(text)).toBe(`'${text}`);
  });

  it('read back as they were, whatever stands in them', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^[\s'"=+@,;-]{0,4}[a-z"',;\n\r-]{0,8}$/),
      fc.constantFrom(...payloads),
    );
    const record = fc.array(text, { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(record, (cells) => {
        const line = csvLine(cells.map(guardText));
        expect(parse(line, { relax_column_count: true })[0]?.map(unguardText) ?? cells).toEqual(cells);
      }),
      { numRuns: 10_000 },
    );
  });
});
