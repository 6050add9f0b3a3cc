import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { isAlike } from './likeness.ts';

let test: TestApp;
let tenant: TestTenant;
let admin: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  tenant = await test.addTenant();
  admin = await test.signedIn(tenant);
});
afterAll(() => test.close());

const make = async (client: TestClient, path: string, body: object) =>
  (await client.post(`/api/v1/${path}`, body)).body.data;
const find = (client: TestClient, path: string, like: unknown, more = '') =>
  client.get(`/api/v1/${path}/duplicates?like=${encodeURIComponent(JSON.stringify(like))}${more}`);

describe('names', () => {
  it('are alike but for case, accents, signs, legal forms, order, and one typing error in a long one', () => {
    const pairs = [
      ['Acme GmbH', 'ACME'],
      ['Müller & Söhne AG', 'Muller und Sohne'],
      ['Jane Doe', 'Doe, Jane'],
      ['Northwind', 'Nortwind'],
    ] as const;
    for (const [one, other] of pairs) expect([one, other, isAlike(one, other)]).toEqual([one, other, true]);
    expect([isAlike('Acme', 'Acne'), isAlike('', ''), isAlike('Globex', 'Initech')]).toEqual([false, false, false]);
  });
});

it('finds records with the same address, phone or a similar name, the surest first, with the reasons', async () => {
  const email = await make(admin, 'contacts', { name: 'J. Doe', email: 'Jane@acme.com' });
  const phone = await make(admin, 'contacts', { name: 'Somebody', phone: '+49 (0)30 123 4567' });
  const name = await make(admin, 'contacts', { name: 'Doe, Jané', email: 'other@example.com' });
  const all = await make(admin, 'contacts', { name: 'Jane Doe', email: 'jane@acme.com', phone: '030 1234567' });
  await make(admin, 'contacts', { name: 'Nobody Else', email: 'nobody@example.com', phone: '111 222 333' });
  const { data } = (await find(admin, 'contacts', { name: 'Jane Doe', email: 'jane@acme.com', phone: '0301234567' }))
    .body;
  expect(data[0]).toEqual({
    id: all.id,
    title: 'Jane Doe',
    subtitle: 'jane@acme.com',
    reasons: ['email', 'phone', 'name'],
  });
  const others = Object.fromEntries(
    data.slice(1).map((one: { id: number; reasons: string[] }) => [one.id, one.reasons]),
  );
  expect(others).toEqual({ [email.id]: ['email'], [phone.id]: ['phone'], [name.id]: ['name'] });
  const without = (await find(admin, 'contacts', { email: 'jane@acme.com' }, `&except=${all.id}`)).body.data;
  expect(without.map(({ id }: { id: number }) => id)).toEqual([email.id]);
});

it('answers nothing when there is nothing to go by, and names what it cannot read', async () => {
  expect((await find(admin, 'companies', {})).body.data).toEqual([]);
  expect((await find(admin, 'companies', { name: '\0%_', phone: '--' })).body.data).toEqual([]);
  for (const like of ['', '[]', 'null', '{', '{"nonsense":1}']) {
    const refused = await admin.get(`/api/v1/leads/duplicates?like=${encodeURIComponent(like)}`);
    expect([like, refused.status, Object.keys(refused.body.errors)]).toEqual([like, 422, ['like']]);
  }
  expect((await find(admin, 'leads', {}, '&except=x')).body.errors).toEqual({
    except: 'Except must be the id of a record',
  });
});

it('shows nobody a record, or a field, that they may not read', async () => {
  const lead = await make(admin, 'leads', { company: 'Secret Corp', contact_name: 'Jo', email: 'jo@secret.example' });
  const other = await test.signedIn(await test.addTenant());
  expect((await find(other, 'leads', { company: 'Secret Corp', email: 'jo@secret.example' })).body.data).toEqual([]);
  await tenant.addUser('rep', 'duplicates-rep@example.com');
  const rep = await test.signedIn(tenant, 'duplicates-rep@example.com');
  expect((await find(rep, 'leads', { email: 'jo@secret.example' })).body.data).toMatchObject([{ id: lead.id }]);
  const { id } = (await admin.get('/api/v1/roles?limit=100')).body.data.find(
    (role: { key: string }) => role.key === 'rep',
  );
  await admin.patch(`/api/v1/roles/${id}`, { fields: { leads: { email: 'hidden' } } });
  expect((await find(rep, 'leads', { email: 'jo@secret.example' })).status).toBe(422);
  const [seen] = (await find(rep, 'leads', { company: 'Secret' })).body.data;
  expect(seen).toMatchObject({ id: lead.id, subtitle: 'Jo', reasons: ['company'] });
  await admin.patch(`/api/v1/roles/${id}`, { permissions: { leads: { read: 'own' } } });
  expect((await find(rep, 'leads', { company: 'Secret Corp' })).body.data).toEqual([]);
});
