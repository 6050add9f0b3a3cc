import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestTenant, testPassword } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { openOwner } from '#server/testing/owner.ts';
import type { AuditEvent } from '#shared/api/audit.ts';
import { forgetOldEvents } from './forget-old-events.ts';

let now = new Date();
let test: TestApp;
let tenant: TestTenant;
let admin: TestClient;
beforeAll(async () => {
  test = await createTestApp({ clock: { now: () => now } });
  tenant = await test.addTenant();
  admin = await test.signedIn(tenant);
});
afterAll(() => test.close());

const events = async (query = ''): Promise<AuditEvent[]> => (await admin.get(`/api/v1/audit${query}`)).body.data;
const latest = async (kind: string) => (await events(`?kind=${kind}`))[0];

describe('the audit log', () => {
  it('tells of sign-ins, sign-outs and new passwords, with the place they came from', async () => {
    const id = await tenant.addUser('rep', 'rob@example.com');
    await (await test.signedIn(tenant, 'rob@example.com')).post('/logout');
    const rob = await test.signedIn(tenant, 'rob@example.com');
    const body = { current_password: testPassword, new_password: 'another horse battery 7' };
    expect((await rob.post('/api/v1/session/password', body)).status).toBe(200);
    const of = (await events(`?user_id=${id}`)).map(({ kind }) => kind);
    expect(of).toEqual(['password', 'sign_in', 'sign_out', 'sign_in']);
    expect(await latest('sign_out')).toMatchObject({ user_id: id, via: 'api', ip: '127.0.0.0/24' });
  });

  it('tells of attempts that failed, and of those that were not even tried once a minute', async () => {
    const id = await tenant.addUser('rep', 'eve@example.com');
    const guess = () => test.visitor().signIn('eve@example.com', 'not the password at all');
    for (let tries = 0; tries < 8; tries += 1) await guess();
    await expect
      .poll(async () => (await events(`?user_id=${id}`)).map(({ kind }) => kind).sort())
      .toEqual([...Array(5).fill('sign_in_failed'), 'sign_in_throttled']);
    expect((await latest('sign_in_failed'))?.details).toEqual({ email: 'eve@example.com' });
    expect(JSON.stringify(await events())).not.toContain('not the password');
  });

  it('tells of changes of members, roles, teams, shares and settings, each with what it was and what it is', async () => {
    const id = await tenant.addUser('rep', 'pat@example.com');
    await admin.patch(`/api/v1/users/${id}`, { role: 'manager' });
    expect(await latest('member')).toMatchObject({
      user_id: tenant.adminId,
      details: {
        object: 'users',
        record_id: id,
        action: 'update',
        title: 'A rep',
        before: { role: 'rep' },
        after: { role: 'manager' },
      },
    });
    await admin.post(`/api/v1/users/${id}/invitation`);
    expect((await latest('invitation'))?.details).toEqual({ user_id: id, email: 'pat@example.com' });
    await admin.post('/api/v1/roles', { name: 'Interns', base: 'viewer' });
    expect((await latest('role'))?.details).toMatchObject({ action: 'create', title: 'Interns' });
    await admin.post('/api/v1/teams', { name: 'North' });
    expect((await latest('team'))?.details).toMatchObject({ action: 'create', title: 'North' });
    const lead = (await admin.post('/api/v1/leads', { company: 'Acme', contact_name: 'Bob' })).body.data.id;
    await admin.post(`/api/v1/leads/${lead}/shares`, { user_id: id });
    expect((await latest('share'))?.details).toMatchObject({
      action: 'create',
      after: { record_id: lead, user_id: id },
    });
    await admin.patch('/api/v1/fields/leads.status', { label: 'State' });
    expect((await latest('settings'))?.details).toMatchObject({ object: 'fields', after: { label: 'State' } });
  });

  it('tells of exports, with what was asked for', async () => {
    await admin.get('/api/v1/leads/export?search=acme');
    expect((await latest('export'))?.details).toEqual({ object: 'leads', filter: null, search: 'acme' });
  });

  it('says nothing of a change that is refused', async () => {
    const before = await events();
    expect((await admin.post('/api/v1/teams', { name: '' })).status).toBe(422);
    expect((await admin.patch(`/api/v1/users/${tenant.adminId}`, { role: 'rep' })).status).toBe(422);
    expect(await events()).toEqual(before);
  });

  it('is read page by page and by period, and names what is wrong with a filter', async () => {
    const operations = Array.from({ length: 60 }, (_, at) => ({ op: 'create', data: { name: `Team ${at}` } }));
    await admin.post('/api/v1/teams/batch', { operations });
    const first = await admin.get('/api/v1/audit?kind=team');
    expect(first.body.data).toHaveLength(50);
    const rest = await admin.get(`/api/v1/audit?kind=team&cursor=${first.body.next_cursor}`);
    expect(rest.body).toMatchObject({ next_cursor: null });
    expect(rest.body.data).toHaveLength(11);
    const [at, later] = [now.toISOString(), new Date(now.getTime() + 1).toISOString()];
    expect(await events(`?from=${later}`)).toEqual([]);
    expect(await events(`?from=${at}&to=${later}`)).not.toEqual([]);
    const wrong = await admin.get('/api/v1/audit?kind=nonsense&user_id=x&from=yesterday&cursor=1');
    expect([wrong.status, Object.keys(wrong.body.errors)]).toEqual([422, ['kind', 'user_id', 'from']]);
    expect((await admin.get('/api/v1/audit?cursor=x')).status).toBe(422);
  });

  it('is for admins alone', async () => {
    for (const role of ['manager', 'rep', 'viewer'] as const) {
      await tenant.addUser(role, `${role}@example.com`);
      const client = await test.signedIn(tenant, `${role}@example.com`);
      expect((await client.get('/api/v1/audit')).status).toBe(403);
      expect(Object.keys((await client.get('/api/v1/openapi.json')).body.paths)).not.toContain('/api/v1/audit');
    }
    expect((await test.visitor().get('/api/v1/audit')).status).toBe(401);
  });

  it('is kept for as long as the setting says', async () => {
    const kept = (await events()).length;
    const started = now;
    now = new Date(started.getTime() + 399 * 86_400_000);
    await forgetOldEvents(test.app, test);
    const owner = await openOwner(test.ownerUrl);
    const count = async () =>
      (await owner.query<{ count: number }>('select count(*) as count from audit_events'))[0]?.count;
    expect(await count()).toBeGreaterThanOrEqual(kept);
    now = new Date(started.getTime() + 401 * 86_400_000);
    await forgetOldEvents(test.app, test);
    expect(await count()).toBe(0);
    await owner.close();
    now = started;
  });
});
