import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';

let test: TestApp;
let tenant: TestTenant;
let admin: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  tenant = await test.addTenant();
  admin = await test.signedIn(tenant);
});
afterAll(() => test.close());

const createLead = async (client: TestClient, company: string) =>
  (await client.post('/api/v1/leads', { company, contact_name: 'Jo' })).body.data;
const trashed = async (client: TestClient) =>
  (await client.get('/api/v1/leads?trash=true&sort=id')).body.data.map((lead: { company: string }) => lead.company);

it('empties the trash of one object, in one change set, and leaves live records and other tenants alone', async () => {
  const other = await test.signedIn(await test.addTenant());
  const theirs = await createLead(other, 'Theirs');
  await other.delete(`/api/v1/leads/${theirs.id}`);
  const kept = await createLead(admin, 'Kept');
  for (const company of ['Gone', 'Gone too']) {
    await admin.delete(`/api/v1/leads/${(await createLead(admin, company)).id}`);
  }
  const answer = await admin.delete('/api/v1/leads/trash');
  expect([answer.status, answer.body.data]).toEqual([200, { purged: 2, remaining: false }]);
  expect(await trashed(admin)).toEqual([]);
  expect((await admin.get(`/api/v1/leads/${kept.id}`)).status).toBe(200);
  expect(await trashed(other)).toEqual(['Theirs']);
});

it('leaves what the caller may not delete', async () => {
  const { id } = (await admin.get('/api/v1/roles?limit=100')).body.data.find(
    (role: { key: string }) => role.key === 'rep',
  );
  await admin.patch(`/api/v1/roles/${id}`, { permissions: { leads: { delete: 'own' } } });
  await tenant.addUser('rep', 'trash-rep@example.com');
  await tenant.addUser('viewer', 'trash-viewer@example.com');
  const [rep, viewer] = [
    await test.signedIn(tenant, 'trash-rep@example.com'),
    await test.signedIn(tenant, 'trash-viewer@example.com'),
  ];
  await admin.delete(`/api/v1/leads/${(await createLead(admin, 'Of the admin')).id}`);
  await rep.delete(`/api/v1/leads/${(await createLead(rep, 'Of the rep')).id}`);
  expect((await viewer.delete('/api/v1/leads/trash')).status).toBe(403);
  expect((await rep.delete('/api/v1/leads/trash')).body.data).toEqual({ purged: 1, remaining: false });
  expect(await trashed(admin)).toEqual(['Of the admin']);
});
