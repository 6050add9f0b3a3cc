import { afterEach, describe, expect, it } from 'vitest';
import type { App } from '#server/platform/context.ts';
import { sql } from '#server/platform/db/sql.ts';
import { createTestApp, type TestApp, testPassword } from '#server/testing/app.ts';
import { createOrganizationInvitation } from './invitations.ts';

let test: TestApp;
afterEach(() => test.close());

const start = async (settings: Partial<App['settings']> & { clock?: App['clock'] } = {}) => {
  test = await createTestApp(settings);
};

const organization = (fields: Record<string, unknown> = {}) => ({
  organization: 'Analytical Engines',
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  password: 'a difference engine',
  ...fields,
});

const tenantsIn = async () => (await test.app.db.global(sql`select id from tenants`)).length;

describe('the first organization', () => {
  it('can be created on a fresh installation, signs its admin in, and closes the door', async () => {
    await start();
    const client = test.visitor();
    expect((await client.get('/api/v1/setup')).body.data).toEqual({ signup: 'open', first_run: true, insecure: false });
    const answer = await client.post('/signup', organization());
    expect(answer.status).toBe(201);
    expect(answer.body.data.user).toEqual({
      id: expect.any(Number),
      name: 'Ada Lovelace',
      email: 'ada@example.com',
      role: 'admin',
    });
    client.csrfToken = answer.body.data.csrf_token;
    const lead = await client.post('/api/v1/leads', { company: 'Acme', contact_name: 'Bob' });
    expect(lead.status).toBe(201);
    expect((await client.get('/api/v1/setup')).body.data).toEqual({
      signup: 'closed',
      first_run: false,
      insecure: false,
    });
    const second = await test.visitor().post('/signup', organization({ email: 'eve@example.com' }));
    expect([second.status, await tenantsIn()]).toEqual([403, 1]);
    expect((await test.visitor().signIn('ada@example.com', 'a difference engine')).status).toBe(200);
  });

  it('is one, however many try at the same moment', async () => {
    await start();
    const tries = Array.from({ length: 8 }, (_, n) =>
      test.visitor().post('/signup', organization({ email: `ada${n}@example.com` })),
    );
    const statuses = (await Promise.all(tries)).map((one) => one.status).sort();
    expect(statuses).toEqual([201, 403, 403, 403, 403, 403, 403, 403]);
    expect(await tenantsIn()).toBe(1);
  });

  it('is refused with every wrong field named at once, and nothing of it is kept', async () => {
    await start();
    const answer = await test
      .visitor()
      .post('/signup', { organization: ' ', email: 'no', password: 'short', admin: true });
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.body.errors).sort()).toEqual(['admin', 'email', 'name', 'organization', 'password']);
    for (const password of ['Analytical Engines', 'ADA@example.com', 'ada lovelace', '1234567890']) {
      const refused = await test.visitor().post('/signup', organization({ password }));
      expect([refused.status, Object.keys(refused.body.errors)]).toEqual([422, ['password']]);
    }
    expect(await tenantsIn()).toBe(0);
  });

  it('also comes from a form', async () => {
    await start();
    const form = (fields: Record<string, string>) =>
      test.visitor().send('/signup', {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields).toString(),
      });
    const bad = await form({ ...organization({ password: 'short' }) });
    expect([bad.status, bad.headers.get('location')]).toEqual([
      303,
      '/signup?error=validation&email=ada%40example.com',
    ]);
    const good = await form(organization());
    expect([good.status, good.headers.get('location')]).toEqual([303, '/']);
  });
});

describe('further organizations', () => {
  it('are made by anyone where sign-up is open, an address in several of them', async () => {
    await start({ signup: 'open' });
    for (const [name, password] of [
      ['One', 'password of the first'],
      ['Two', 'password of the second'],
    ]) {
      expect((await test.visitor().post('/signup', organization({ organization: name, password }))).status).toBe(201);
    }
    const nameOf = async (password: string) => {
      const client = test.visitor();
      await client.signIn('Ada@Example.com', password);
      return (await client.get('/api/v1/session')).body.data?.organization.name;
    };
    expect(await nameOf('password of the first')).toBe('One');
    expect(await nameOf('password of the second')).toBe('Two');
    expect(await nameOf('password of the third')).toBeUndefined();
  });

  it('are at most 3 an hour for one address of email, where limits are on', async () => {
    const time = { now: Date.now() };
    await start({ signup: 'open', rateLimits: true, clock: { now: () => new Date(time.now) } });
    const statuses = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await test.visitor().post('/signup', organization())).status);
    expect(statuses).toEqual([201, 201, 201, 429]);
    time.now += 61 * 60_000;
    expect((await test.visitor().post('/signup', organization())).status).toBe(201);
  });

  it('are not made where sign-up is closed', async () => {
    await start({ signup: 'closed' });
    expect((await test.visitor().get('/api/v1/setup')).body.data.signup).toBe('closed');
    expect((await test.visitor().post('/signup', organization())).status).toBe(403);
  });

  it('need an invitation where sign-up is by invitation, each good for one', async () => {
    await start({ signup: 'invite', baseUrl: 'https://crm.example.com' });
    const { token, url } = await createOrganizationInvitation(test.app);
    expect(url).toBe(`https://crm.example.com/signup?invitation=${token}`);
    for (const invitation of [undefined, '', 'x', 'A'.repeat(43)]) {
      const refused = await test.visitor().post('/signup', organization({ invitation }));
      expect([refused.status, Object.keys(refused.body.errors)]).toEqual([422, ['invitation']]);
    }
    const both = await Promise.all(
      [1, 2].map((n) =>
        test.visitor().post('/signup', organization({ invitation: token, email: `a${n}@example.com` })),
      ),
    );
    expect(both.map((one) => one.status).sort()).toEqual([201, 422]);
    expect(await tenantsIn()).toBe(1);
  });
});

describe('joining an organization', () => {
  const invite = async () => {
    const tenant = await test.addTenant();
    const admin = await test.signedIn(tenant);
    const created = await admin.post('/api/v1/users', { name: 'Bob Builder', email: 'bob@example.com' });
    const id = Number(created.body.data.id);
    const link = async (headers: Record<string, string> = {}) => {
      const answer = await admin.send(`/api/v1/users/${id}/invitation`, { method: 'POST', headers });
      return new URL(answer.body.data.url);
    };
    return { tenant, admin, id, link };
  };
  const tokenOf = (url: URL) => url.searchParams.get('token');
  const join = (token: unknown, password = 'can we fix it? yes') => test.visitor().post('/join', { token, password });

  it('works once with the link of an admin, which no header can bend', async () => {
    await start({ baseUrl: 'http://crm.example.com', trustProxy: 1 });
    const { tenant, link, id } = await invite();
    expect((await test.visitor().signIn('bob@example.com', '')).status).toBe(422);
    expect((await test.visitor().signIn('bob@example.com', testPassword)).status).toBe(401);
    const url = await link({ 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' });
    expect([url.origin, url.pathname]).toEqual(['http://crm.example.com', '/join']);
    expect(await join('A'.repeat(43))).toMatchObject({ status: 422, body: { errors: { token: expect.any(String) } } });
    expect(await join(tokenOf(url), 'bob@example.com')).toMatchObject({
      status: 422,
      body: { errors: { password: expect.any(String) } },
    });
    const joined = await Promise.all([join(tokenOf(url)), join(tokenOf(url)), join(tokenOf(url))]);
    expect(joined.map((one) => one.status).sort()).toEqual([200, 422, 422]);
    expect(joined.find((one) => one.status === 200)?.body.data.user).toMatchObject({ id, role: 'rep' });
    expect((await test.visitor().signIn('bob@example.com', 'can we fix it? yes')).status).toBe(200);
    const [stored] = await test.app.db.global(
      sql`select count(*) as n from invitations where tenant_id = ${tenant.id}`,
    );
    expect(stored?.n).toBe(0);
  });

  it('is also how an admin resets a password: older links and sessions end', async () => {
    await start();
    const { link } = await invite();
    const first = await link();
    const second = await link();
    expect((await join(tokenOf(first))).status).toBe(422);
    expect((await join(tokenOf(second))).status).toBe(200);
    const bob = test.visitor();
    await bob.signIn('bob@example.com', 'can we fix it? yes');
    const third = await link();
    expect((await bob.get('/api/v1/session')).status).toBe(200);
    expect((await join(tokenOf(third), 'no we cannot fix it')).status).toBe(200);
    expect((await bob.get('/api/v1/session')).status).toBe(401);
    expect((await test.visitor().signIn('bob@example.com', 'can we fix it? yes')).status).toBe(401);
  });

  it('is over after 7 days, and for people who were deactivated', async () => {
    const time = { now: Date.now() };
    await start({ clock: { now: () => new Date(time.now) } });
    const { admin, id, link } = await invite();
    const token = tokenOf(await link());
    await admin.patch(`/api/v1/users/${id}`, { active: false });
    expect((await join(token)).status).toBe(422);
    expect((await admin.post(`/api/v1/users/${id}/invitation`)).status).toBe(404);
    await admin.patch(`/api/v1/users/${id}`, { active: true });
    time.now += 7 * 24 * 3_600_000;
    expect((await join(token)).status).toBe(422);
  });

  it('is started by admins only, for people of their own organization', async () => {
    await start();
    const { tenant, id } = await invite();
    await tenant.addUser('manager', 'manager@example.com');
    const manager = await test.signedIn(tenant, 'manager@example.com');
    expect((await manager.post(`/api/v1/users/${id}/invitation`)).status).toBe(403);
    const foreigner = await test.signedIn(await test.addTenant('Other'));
    for (const other of [id, 999_999, 'x', '0', '1e3', '9'.repeat(30)]) {
      const answer = await foreigner.post(`/api/v1/users/${other}/invitation`);
      expect([answer.status, answer.text]).toEqual([404, '{"success": false, "message": "Not found"}']);
    }
    expect(await test.app.db.global(sql`select from invitations`)).toHaveLength(0);
  });
});
