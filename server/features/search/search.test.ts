import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';

let test: TestApp;
let tenant: TestTenant;
let client: TestClient;
const ids: Record<string, number> = {};

beforeAll(async () => {
  test = await createTestApp();
  tenant = await test.addTenant();
  client = await test.signedIn(tenant);
  const create = async (path: string, body: object) => (await client.post(`/api/v1/${path}`, body)).body.data.id;
  ids.lead = await create('leads', {
    company: 'Müller & Söhne',
    contact_name: 'John Doe',
    email: 'john@mueller.example',
    phone: '+49 (0)30 123 45 67',
  });
  ids.company = await create('companies', { name: 'Mullerei', city: 'Köln', phone: '001 212 555 0100' });
  ids.contact = await create('contacts', { name: 'Ann Muller', job_title: 'Buyer', company_id: ids.company });
  ids.task = await create('tasks', { title: 'Call back', body: 'about the muller offer' });
  await create('leads', { company: 'Nothing', contact_name: 'Nobody', phone: '030 1' });
});
afterAll(() => test.close());

interface Found {
  object: string;
  id: number;
}

const search = async (q: string, more = '') => {
  const { status, body } = await client.get(`/api/v1/search?q=${encodeURIComponent(q)}${more}`);
  expect([q, status]).toEqual([q, 200]);
  return body.data as Found[];
};
const names = async (q: string, more = '') => (await search(q, more)).map((hit) => `${hit.object} ${hit.id}`);

describe('the search over all objects', () => {
  it('finds text in any object, without case and accents, titles before the rest', async () => {
    const found = await names('MULLER');
    expect(found.slice(0, 2).sort()).toEqual([`companies ${ids.company}`, `leads ${ids.lead}`]);
    expect(found.slice(2)).toEqual([`contacts ${ids.contact}`, `tasks ${ids.task}`]);
    expect((await search('john@mueller.example'))[0]).toEqual({
      object: 'leads',
      id: ids.lead,
      title: 'Müller & Söhne',
      subtitle: 'John Doe · john@mueller.example',
    });
  });

  it('finds phone numbers in any notation, and ids', async () => {
    for (const q of ['030 1234567', '0049 30 1234567', '+49-30-123-45-67', '123 45 67', '(030) 123/4567']) {
      expect([q, await names(q)]).toEqual([q, [`leads ${ids.lead}`]]);
    }
    expect(await names('+1 (212) 555-0100')).toEqual([`companies ${ids.company}`]);
    expect(await names('030 7654567')).toEqual([]);
    expect(await names(`#${ids.task}`, '&objects=tasks')).toEqual([`tasks ${ids.task}`]);
    await client.patch(`/api/v1/companies/${ids.company}`, { phone: '+1 212 555 0199' });
    expect(await names('2125550199')).toEqual([`companies ${ids.company}`]);
    expect(await names('2125550100')).toEqual([]);
  });

  it('keeps phones out of the documented search of leads', async () => {
    expect((await client.get('/api/leads.php?search=1234567')).body.total).toBe(0);
  });

  it('finds texts of one and two letters too, among the newest records', async () => {
    expect(await names('mu', '&objects=contacts')).toEqual([`contacts ${ids.contact}`]);
    expect(await names('zq')).toEqual([]);
  });

  it('takes the objects and the number of results that are wanted', async () => {
    expect(await names('muller', '&objects=contacts,tasks')).toEqual([`contacts ${ids.contact}`, `tasks ${ids.task}`]);
    expect(await search('muller', '&limit=1')).toHaveLength(1);
  });

  it('names what is wrong', async () => {
    const { status, body } = await client.get('/api/v1/search?q=&objects=dragons&limit=0');
    expect([status, Object.keys(body.errors)]).toEqual([422, ['q', 'objects', 'limit']]);
    for (const q of ['%', '_', "'", '\\', '\u{1f600}', 'a', '999999999999999999999']) await search(q);
  });

  it('finds only what the role reaches, in fields that it sees', async () => {
    const role = await client.post('/api/v1/roles', {
      name: 'Own work',
      permissions: { leads: { read: 'own' }, contacts: { read: 'none' } },
      fields: { tasks: { body: 'hidden' }, companies: { phone: 'hidden' } },
    });
    const id = await tenant.addUser('rep', 'rep@example.com');
    await client.patch(`/api/v1/users/${id}`, { role: role.body.data.key });
    const rep = await test.signedIn(tenant, 'rep@example.com');
    const found = async (q: string) =>
      (await rep.get(`/api/v1/search?q=${q}`)).body.data.map((hit: Found) => `${hit.object} ${hit.id}`);
    expect(await found('muller')).toEqual([`companies ${ids.company}`]);
    expect(await found('2125550199')).toEqual([]);
    expect((await rep.get('/api/v1/search?q=muller&objects=contacts')).status).toBe(422);
  });

  it('finds the best, and what the role reaches, among more records than it looks at', async () => {
    const role = await client.post('/api/v1/roles', { name: 'Own leads', permissions: { leads: { read: 'own' } } });
    const id = await tenant.addUser('rep', 'one-of-many@example.com');
    await client.patch(`/api/v1/users/${id}`, { role: role.body.data.key });
    const rep = await test.signedIn(tenant, 'one-of-many@example.com');
    const operations = Array.from({ length: 500 }, (_, at) => ({
      op: 'create',
      data: { company: `Blacksmith ${at}`, contact_name: 'Wq' },
    }));
    expect((await client.post('/api/v1/leads/batch', { operations })).status).toBe(200);
    const addLead = async (fields: object) =>
      (await client.post('/api/v1/leads', { contact_name: 'Wq', ...fields })).body.data.id;
    const exact = await addLead({ company: 'Smith' });
    const byName = await addLead({ company: 'Other', contact_name: 'Smith' });
    const begins = await addLead({ company: 'Smithson' });
    const own = await addLead({ company: 'Goldsmith', owner_id: id });
    const hits = await names('smith', '&objects=leads&limit=3');
    expect([hits.slice(0, 2).sort(), hits[2]]).toEqual([
      [`leads ${exact}`, `leads ${byName}`].sort(),
      `leads ${begins}`,
    ]);
    for (const q of ['smith', 'wq']) {
      const found = (await rep.get(`/api/v1/search?q=${q}&objects=leads`)).body.data;
      expect([q, found.map((hit: Found) => hit.id)]).toEqual([q, [own]]);
    }
  });
});
