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

const create = async (path: string, body: object) => {
  const answer = await client.post(`/api/v1/${path}`, body);
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.data;
};
const get = async (path: string) => (await client.get(`/api/v1/${path}`)).body.data;
const makeLead = () =>
  create('leads', { company: 'Acme', contact_name: 'Jane Doe', email: 'jane@acme.com', phone: '030 1' });
const convert = (lead: { id: number }, body = {}) => client.post(`/api/v1/leads/${lead.id}/conversion`, body);

it('makes a company, a contact and an opportunity of a lead, linked with each other', async () => {
  const lead = await makeLead();
  const { status, body, headers } = await convert(lead);
  expect(status).toBe(201);
  const { company_id, contact_id, opportunity_id, change_set_id } = body.data;
  expect(headers.get('x-change-set')).toBe(String(change_set_id));
  expect(body.data.lead).toMatchObject({ status: 'CONVERTED', company_id, contact_id, opportunity_id });
  expect(Date.parse(body.data.lead.converted_at)).toBeGreaterThan(Date.now() - 60_000);
  const owner_id = lead.owner_id;
  expect(await get(`companies/${company_id}`)).toMatchObject({ name: 'Acme', phone: '030 1', owner_id });
  const contact = { name: 'Jane Doe', email: 'jane@acme.com', phone: '030 1', company_id, owner_id };
  expect(await get(`contacts/${contact_id}`)).toMatchObject(contact);
  const deal = { name: 'Acme', lead_id: lead.id, company_id, contact_id, stage: 'QUALIFICATION', owner_id };
  expect(await get(`opportunities/${opportunity_id}`)).toMatchObject(deal);
});

it('links to what there is, makes what it is told to, and leaves out what is null', async () => {
  const company = await create('companies', { name: 'Acme Holding' });
  const lead = await makeLead();
  const { body } = await convert(lead, {
    company: { id: company.id },
    contact: null,
    opportunity: { create: { name: 'Pilot', amount: 500 } },
  });
  expect(body.data).toMatchObject({ company_id: company.id, contact_id: null });
  const deal = await get(`opportunities/${body.data.opportunity_id}`);
  expect(deal).toMatchObject({ name: 'Pilot', amount: 500, company_id: company.id, contact_id: null });
});

it('carries activities, tasks and opportunities over, where they name nothing else', async () => {
  const lead = await makeLead();
  const other = await create('companies', { name: 'Other' });
  const note = await create('activities', { lead_id: lead.id, body: 'Called' });
  const task = await create('tasks', { lead_id: lead.id, title: 'Call again', company_id: other.id });
  const { company_id, contact_id, opportunity_id } = (await convert(lead)).body.data;
  expect(await get(`activities/${note.id}`)).toMatchObject({
    lead_id: lead.id,
    company_id,
    contact_id,
    opportunity_id,
  });
  expect(await get(`tasks/${task.id}`)).toMatchObject({ company_id: other.id, contact_id, opportunity_id });
});

it('gives its tags to what it makes, unless others are named, and leaves what it links to alone', async () => {
  const gone = await create('tags', { name: 'Gone' });
  const lead = await create('leads', { company: 'Acme', contact_name: 'Jane', tags: ['VIP', 'fair', 'Gone'] });
  await client.delete(`/api/v1/tags/${gone.id}`);
  const contact = await create('contacts', { name: 'Jane', tags: ['known'] });
  const parts = { contact: { id: contact.id }, opportunity: { create: { tags: ['pilot'] } } };
  const { company_id, opportunity_id, change_set_id } = (await convert(lead, parts)).body.data;
  expect((await get(`companies/${company_id}`)).tags).toEqual(['fair', 'VIP']);
  expect((await get(`contacts/${contact.id}`)).tags).toEqual(['known']);
  expect((await get(`opportunities/${opportunity_id}`)).tags).toEqual(['pilot']);
  await client.post(`/api/v1/change-sets/${change_set_id}/undo`);
  expect((await get(`leads/${lead.id}`)).tags).toEqual(['fair', 'VIP']);
  const again = (await convert(lead)).body.data;
  expect((await get(`contacts/${again.contact_id}`)).tags).toEqual(['fair', 'VIP']);
});

it('is undone as a whole: every record is as it was', async () => {
  const lead = await makeLead();
  const note = await create('activities', { lead_id: lead.id, body: 'Called' });
  const task = await create('tasks', { lead_id: lead.id, title: 'Call' });
  const deal = await create('opportunities', { lead_id: lead.id, name: 'Old deal' });
  const { company_id, contact_id, opportunity_id, change_set_id } = (await convert(lead)).body.data;
  const undone = await client.post(`/api/v1/change-sets/${change_set_id}/undo`);
  expect(undone.body.data).toMatchObject({ restored: 7, skipped: [] });
  const plain = ({ version, updated_at, ...rest }: Record<string, unknown>) => rest;
  expect(plain(await get(`leads/${lead.id}`))).toEqual(plain(lead));
  expect(plain(await get(`activities/${note.id}`))).toEqual(plain(note));
  expect(plain(await get(`tasks/${task.id}`))).toEqual(plain(task));
  expect(plain(await get(`opportunities/${deal.id}`))).toEqual(plain(deal));
  for (const path of [`companies/${company_id}`, `contacts/${contact_id}`, `opportunities/${opportunity_id}`]) {
    expect([path, (await client.get(`/api/v1/${path}`)).status]).toEqual([path, 404]);
  }
  expect((await convert(lead)).status).toBe(201);
});

it('happens once, however often it is asked for', async () => {
  const lead = await makeLead();
  const path = `/api/v1/leads/${lead.id}/conversion`;
  const send = () =>
    client.send(path, { method: 'POST', body: {}, headers: { 'idempotency-key': `convert-${lead.id}` } });
  const [first, again] = [await send(), await send()];
  expect([first.status, again.status, again.text]).toEqual([201, 201, first.text]);
  const another = await convert(lead);
  expect([another.status, another.body.message]).toEqual([409, 'This lead is converted already']);
});

it('names what is wrong, and changes nothing then', async () => {
  const lead = await makeLead();
  const count = async () => (await client.get('/api/v1/companies')).body.total;
  const before = await count();
  const cases = [
    [{ company: 7 }, 'company'],
    [{ person: {} }, 'person'],
    [{ company: { id: 999_999 } }, 'company.id'],
    [{ opportunity: { create: { stage: 'GONE' } } }, 'opportunity.create.stage'],
    [{ contact: { create: { nonsense: 1 } } }, 'contact.create.nonsense'],
  ] as const;
  for (const [body, field] of cases) {
    const refused = await convert(lead, body);
    expect([refused.status, Object.keys(refused.body.errors)]).toEqual([422, [field]]);
  }
  expect(await count()).toBe(before);
  expect((await get(`leads/${lead.id}`)).status).toBe('NEW');
});

it('needs the right to make what it makes', async () => {
  await tenant.addUser('viewer', 'viewer@example.com');
  const lead = await makeLead();
  const viewer = await test.signedIn(tenant, 'viewer@example.com');
  expect((await viewer.post(`/api/v1/leads/${lead.id}/conversion`)).status).toBe(403);
  const roles = await get('roles?limit=100');
  const { id } = roles.find((one: { key: string }) => one.key === 'rep');
  await client.patch(`/api/v1/roles/${id}`, { permissions: { companies: { create: 'none' } } });
  await tenant.addUser('rep', 'rep@example.com');
  const rep = await test.signedIn(tenant, 'rep@example.com');
  expect((await rep.post(`/api/v1/leads/${lead.id}/conversion`)).status).toBe(403);
  expect((await rep.post(`/api/v1/leads/${lead.id}/conversion`, { company: null })).status).toBe(201);
});

it('brings nothing to light that is hidden from whoever converts', async () => {
  const hidden = { email: 'hidden', phone: 'hidden', tags: 'hidden' };
  const role = await create('roles', { name: 'Callers', base: 'rep', fields: { leads: hidden } });
  const id = await tenant.addUser('rep', 'caller@example.com');
  await client.patch(`/api/v1/users/${id}`, { role: role.key });
  const caller = await test.signedIn(tenant, 'caller@example.com');
  const lead = await create('leads', {
    company: 'Acme',
    contact_name: 'Jane',
    email: 'secret@acme.com',
    phone: '030 1',
    tags: ['secret'],
  });
  const { status, body } = await caller.post(`/api/v1/leads/${lead.id}/conversion`);
  expect(status).toBe(201);
  const made = { name: 'Jane', email: null, phone: null, tags: [], owner_id: lead.owner_id };
  expect(await get(`contacts/${body.data.contact_id}`)).toMatchObject(made);
  expect(await get(`companies/${body.data.company_id}`)).toMatchObject({ name: 'Acme', phone: null, tags: [] });
  expect(await get(`leads/${lead.id}`)).toMatchObject({ email: 'secret@acme.com', status: 'CONVERTED' });
});

it('takes along the fields that the tenant has added to both under one key', async () => {
  const add = (object: string, label: string, more: object = {}) =>
    create('fields', { object, label, kind: 'text', ...more });
  await add('leads', 'Industry', { kind: 'option', options: ['Steel', 'Wood'] });
  await add('companies', 'Industry code', { key: 'c_industry', kind: 'option', options: ['Steel'] });
  await add('leads', 'Hint');
  await add('opportunities', 'Hint');
  const convertWith = async (values: object) => {
    const lead = await create('leads', { company: 'Acme', contact_name: 'Jane', ...values });
    return (await convert(lead)).body.data;
  };
  const first = await convertWith({ c_industry: 'Steel', c_hint: 'Likes tea' });
  expect((await get(`companies/${first.company_id}`)).c_industry).toBe('Steel');
  expect((await get(`opportunities/${first.opportunity_id}`)).c_hint).toBe('Likes tea');
  expect(Object.keys(await get(`contacts/${first.contact_id}`))).not.toContain('c_hint');
  const second = await convertWith({ c_industry: 'Wood' });
  expect((await get(`companies/${second.company_id}`)).c_industry).toBeNull();
});
