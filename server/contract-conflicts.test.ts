// The 409s of api.md section 2: versions and unique values.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { mountsOf } from '#server/testing/mounts.ts';
import { objects } from '#shared/objects/registry.ts';

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
const create = async () => (await client.post('/api/leads.php', lead)).body.data;

describe.each(mountsOf(objects.leads))('versions on $list', (mount) => {
  it('are 1 at first and grow with every change that changes something', async () => {
    const { id, version } = await create();
    const same = await client.patch(mount.one(id), { company: lead.company });
    const other = await client.patch(mount.one(id), { company: 'Other' });
    expect([version, same.body.data.version, other.body.data.version]).toEqual([1, 1, 2]);
    expect([same.headers.get('x-change-set'), Number(other.headers.get('x-change-set')) > 0]).toEqual([null, true]);
  });

  it('that are stale, in the body or in If-Match, answer 409 with the current record and change nothing', async () => {
    const { id } = await create();
    await client.patch(mount.one(id), { company: 'Newer' });
    const current = (await client.get(mount.one(id))).body.data;
    const stale = [
      await client.patch(mount.one(id), { company: 'Mine', version: 1 }),
      await client.patch(mount.one(id), { company: 'Mine', version: '1' }),
      await client.send(mount.one(id), { method: 'PATCH', body: { company: 'Mine' }, headers: { 'if-match': '"1"' } }),
      await client.send(mount.one(id), {
        method: 'PATCH',
        body: { company: 'Mine' },
        headers: { 'if-match': 'W/"1"' },
      }),
      await client.patch(mount.one(id), { company: 'Mine', version: 3 }),
    ];
    for (const { status, body } of stale) {
      expect([status, body.success, body.message, body.data]).toEqual([409, false, expect.any(String), current]);
    }
    expect((await client.get(mount.one(id))).body.data).toEqual(current);
  });

  it('that are current let the change through', async () => {
    const { id } = await create();
    const one = await client.patch(mount.one(id), { company: 'A', version: 1 });
    const headers = { 'if-match': '"2"' };
    const two = await client.send(mount.one(id), { method: 'PATCH', body: { company: 'B' }, headers });
    const three = await client.send(mount.one(id), {
      method: 'PATCH',
      body: { company: 'C' },
      headers: { 'if-match': '*' },
    });
    expect([one, two, three].map(({ status, body }) => [status, body.data.version])).toEqual([
      [200, 2],
      [200, 3],
      [200, 4],
    ]);
  });

  it.each(['abc', 1.5, true, '"1"'])('written %j answer 422', async (version) => {
    const { id } = await create();
    const { status, body } = await client.patch(mount.one(id), { company: 'A', version });
    expect([status, Object.keys(body.errors ?? {})]).toEqual([422, ['version']]);
  });
});

it('a unique value that is taken answers 409 and names the field, on create and on change', async () => {
  const { id } = (await client.post('/api/v1/lead-sources', { name: 'Fair' })).body.data;
  for (const { status, body } of [
    await client.post('/api/v1/lead-sources', { name: 'wEBSITE' }),
    await client.patch(`/api/v1/lead-sources/${id}`, { name: 'website' }),
  ]) {
    expect([status, body.success, Object.keys(body.errors ?? {})]).toEqual([409, false, ['name']]);
  }
  const user = await client.post('/api/v1/users', { name: 'Twin', email: tenant.adminEmail.toUpperCase() });
  expect([user.status, Object.keys(user.body.errors ?? {})]).toEqual([409, ['email']]);
});

it('a unique value is free again once its record is deleted', async () => {
  const { id } = (await client.post('/api/v1/lead-sources', { name: 'Once' })).body.data;
  await client.delete(`/api/v1/lead-sources/${id}`);
  expect((await client.post('/api/v1/lead-sources', { name: 'once' })).status).toBe(201);
});
