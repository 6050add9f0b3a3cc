// api.md section 7, line by line.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { mountsOf } from '#server/testing/mounts.ts';
import { objects } from '#shared/objects/registry.ts';

let test: TestApp;
let tenant: TestTenant;
let client: TestClient;
let lead_id: number;
let opportunity_id: number;

beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

const fresh = async () => {
  tenant = await test.addTenant();
  client = await test.signedIn(tenant);
  lead_id = (await client.post('/api/leads.php', { company: 'Acme', contact_name: 'John' })).body.data.id;
  opportunity_id = (await client.post('/api/opportunities.php', { name: 'Deal' })).body.data.id;
};

describe.each(mountsOf(objects.activities))('$list', (mount) => {
  beforeAll(fresh);

  it('needs a body and one of lead_id and opportunity_id, and names all three', async () => {
    const { status, body } = await client.post(mount.list, {});
    expect([status, Object.keys(body.errors).sort()]).toEqual([422, ['body', 'lead_id', 'opportunity_id']]);
    const without = await client.post(mount.list, { body: 'Hello', lead_id: '', opportunity_id: null });
    expect([without.status, Object.keys(without.body.errors).sort()]).toEqual([422, ['lead_id', 'opportunity_id']]);
  });

  it('takes either or both, with type NOTE and subject Note by default', async () => {
    for (const of of [{ lead_id }, { opportunity_id }, { lead_id, opportunity_id }]) {
      const { status, body } = await client.post(mount.list, { body: 'Hello', ...of });
      expect(status).toBe(201);
      expect(body.data).toEqual({
        lead_id: null,
        opportunity_id: null,
        company_id: null,
        contact_id: null,
        ...of,
        id: expect.any(Number),
        type: 'NOTE',
        subject: 'Note',
        body: 'Hello',
        starts_at: null,
        duration_minutes: null,
        owner_id: tenant.adminId,
        tags: [],
        created_at: expect.any(String),
        updated_at: expect.any(String),
        version: 1,
      });
    }
  });

  it('gives an empty subject and type the defaults', async () => {
    const { body } = await client.post(mount.list, { body: 'Hello', lead_id, subject: ' ', type: '' });
    expect(body.data).toMatchObject({ subject: 'Note', type: 'NOTE' });
  });

  it.each(['NOTE', 'CALL', 'EMAIL', 'MEETING'])('takes the type %s', async (type) => {
    expect((await client.post(mount.list, { body: 'Hello', lead_id, type })).body.data.type).toBe(type);
  });

  it('refuses a type that does not exist, a subject over 200 and a body over 50,000 characters, at once', async () => {
    const wrong = { type: 'LETTER', subject: 's'.repeat(201), body: 'b'.repeat(50_001), lead_id };
    const { status, body } = await client.post(mount.list, wrong);
    expect([status, Object.keys(body.errors).sort()]).toEqual([422, ['body', 'subject', 'type']]);
  });

  it('keeps a body of 50,000 characters, of any script and with line breaks, unchanged', async () => {
    for (const text of ['b'.repeat(50_000), '🦊'.repeat(50_000), '# Title\r\n\n<script>alert(1)</script>\t*x* %_\\']) {
      const { status, body } = await client.post(mount.list, { body: text, lead_id });
      expect([status, body.data?.body === text]).toEqual([201, true]);
      expect((await client.get(mount.one(body.data.id))).body.data.body === text).toBe(true);
    }
  });

  it('refuses unknown leads and opportunities, both named', async () => {
    const ids = { lead_id: 999_999_999, opportunity_id: 999_999_999 };
    const { status, body } = await client.post(mount.list, { body: 'Hello', ...ids });
    expect([status, Object.keys(body.errors).sort()]).toEqual([422, ['lead_id', 'opportunity_id']]);
  });

  it('changes one, but never so that it belongs to nothing', async () => {
    const { id } = (await client.post(mount.list, { body: 'Hello', lead_id })).body.data;
    const refused = await client.patch(mount.one(id), { lead_id: null });
    expect([refused.status, Object.keys(refused.body.errors).sort()]).toEqual([422, ['lead_id', 'opportunity_id']]);
    const moved = await client.patch(mount.one(id), { lead_id: null, opportunity_id });
    expect(moved.body.data).toMatchObject({ lead_id: null, opportunity_id, body: 'Hello', version: 2 });
    expect((await client.patch(mount.one(id), { body: '' })).body.errors).toEqual({ body: expect.any(String) });
    expect((await client.patch(mount.one(id), { subject: '' })).body.errors).toEqual({ subject: expect.any(String) });
  });

  it('deletes one with the documented message', async () => {
    const { id } = (await client.post(mount.list, { body: 'Hello', lead_id })).body.data;
    const removed = await client.delete(mount.one(id));
    expect([removed.status, removed.body]).toEqual([200, { success: true, message: 'Activity deleted' }]);
  });
});

describe.each(mountsOf(objects.activities))('the list of $list', (mount) => {
  beforeAll(async () => {
    await fresh();
    await client.post(mount.list, { body: 'first contact', lead_id, type: 'CALL', subject: 'Hello' });
    await client.post(mount.list, { body: 'about price', opportunity_id, type: 'MEETING', subject: 'On site' });
    await client.post(mount.list, { body: 'Thanks', lead_id, opportunity_id, type: 'EMAIL', subject: 'CONTACT data' });
    await client.post(mount.list, { body: 'nothing', lead_id });
  });

  it.each([
    ['', ['Note', 'CONTACT data', 'On site', 'Hello']],
    ['type=CALL', ['Hello']],
    ['lead_id=LEAD', ['Note', 'CONTACT data', 'Hello']],
    ['opportunity_id=OPPORTUNITY', ['CONTACT data', 'On site']],
    ['lead_id=LEAD&opportunity_id=OPPORTUNITY', ['CONTACT data']],
    ['lead_id=LEAD&type=NOTE', ['Note']],
    ['search=contact', ['CONTACT data', 'Hello']],
    ['search=PRICE', ['On site']],
    ['search=contact&type=CALL', ['Hello']],
    ['opportunity_id=999999999', []],
    ['limit=2&page=2', ['On site', 'Hello']],
  ])('with %s finds %j, newest first', async (query, subjects) => {
    const path = query.replace('LEAD', String(lead_id)).replace('OPPORTUNITY', String(opportunity_id));
    const { body } = await client.get(`${mount.list}?${path}`);
    expect(body.data.map((one: { subject: string }) => one.subject)).toEqual(subjects);
    expect(body.total).toBe(query.includes('limit') ? 4 : subjects.length);
  });

  it('refuses a type that does not exist and ids that are none, at once', async () => {
    const { status, body } = await client.get(`${mount.list}?type=LETTER&lead_id=x&opportunity_id=-1`);
    expect([status, Object.keys(body.errors).sort()]).toEqual([422, ['lead_id', 'opportunity_id', 'type']]);
  });
});
