import { argon2Sync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#server/platform/db/sql.ts';
import { createTestApp, type TestApp, type TestTenant, testPassword } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { cleanUp } from './clean-up.ts';
import { hashToken } from './tokens.ts';

const HOUR = 3_600_000;
const time = { now: Date.parse('2026-11-02T09:00:00Z') };
const browser = { 'sec-fetch-site': 'same-origin' };

let test: TestApp;
let tenant: TestTenant;

beforeAll(async () => {
  test = await createTestApp({ clock: { now: () => new Date(time.now) } });
  tenant = await test.addTenant('Acme');
});
afterAll(() => test.close());

const isSignedIn = async (client: TestClient, headers: Record<string, string> = {}) => {
  const { status } = await client.send('/api/v1/session', { headers });
  expect([200, 401]).toContain(status);
  return status === 200;
};

const sessionsOf = async (userId: number) =>
  test.app.db.global<{ id_hash: Buffer }>(
    sql`select id_hash from sessions where tenant_id = ${tenant.id} and user_id = ${userId}`,
  );

describe('signing in', () => {
  it('answers who it is and sets both cookies, out of reach for scripts of the page', async () => {
    const client = test.visitor();
    const answer = await client.signIn(tenant.adminEmail, testPassword);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      success: true,
      data: {
        user: { id: tenant.adminId, name: 'Ada Admin', email: tenant.adminEmail, role: 'admin' },
        csrf_token: expect.stringMatching(/^[A-Za-z0-9_-]{86}$/),
      },
    });
    const lines = answer.headers.getSetCookie();
    expect(lines.find((line) => line.startsWith('PHPSESSID='))).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(lines.find((line) => line.startsWith('arvelo_companion='))).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
    const session = await client.get('/api/v1/session');
    expect(session.body.data).toMatchObject({ user: { id: tenant.adminId }, organization: { name: 'Acme' } });
    expect(session.body.data.options.leads.status[0].value).toBe('NEW');
  });

  it('takes the address in any case, and a form, which is sent on to a page of ours', async () => {
    const form = (fields: Record<string, string>) =>
      test.visitor().send('/login', {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields).toString(),
      });
    const good = await form({ email: tenant.adminEmail.toUpperCase(), password: testPassword, next: '/leads?page=2' });
    expect([good.status, good.headers.get('location')]).toEqual([303, '/leads?page=2']);
    const away = await form({ email: tenant.adminEmail, password: testPassword, next: '//evil.example' });
    expect(away.headers.get('location')).toBe('/');
    const bad = await form({ email: tenant.adminEmail, password: 'wrong password', next: '/leads' });
    expect(bad.status).toBe(303);
    expect(bad.headers.get('location')).toBe(
      `/login?error=invalid_credentials&email=${encodeURIComponent(tenant.adminEmail)}&next=%2Fleads`,
    );
    expect(bad.headers.getSetCookie()).toEqual([]);
  });

  it('gives a new id each time and ends the one before; a planted id is never taken over', async () => {
    const client = test.visitor();
    const planted = 'A'.repeat(43);
    client.cookies.set('PHPSESSID', planted);
    expect(await isSignedIn(client)).toBe(false);
    await client.signIn(tenant.adminEmail, testPassword);
    const first = client.cookies.get('PHPSESSID') ?? '';
    expect(first).not.toBe(planted);
    await client.signIn(tenant.adminEmail, testPassword);
    expect(client.cookies.get('PHPSESSID')).not.toBe(first);
    for (const old of [first, planted]) {
      const other = test.visitor();
      other.cookies.set('PHPSESSID', old);
      expect(await isSignedIn(other)).toBe(false);
    }
  });

  it('brings a hash made with older parameters up to date', async () => {
    const id = await tenant.addUser('rep', 'old-hash@example.com');
    const salt = Buffer.alloc(16, 1);
    const tag = argon2Sync('argon2id', {
      message: testPassword,
      nonce: salt,
      memory: 1024,
      passes: 1,
      parallelism: 1,
      tagLength: 32,
    });
    const [saltText, tagText] = [salt, tag].map((bytes) => bytes.toString('base64').replaceAll('=', ''));
    await test.app.db.global(sql`
      update logins set password_hash = ${`$argon2id$v=19$m=1024,t=1,p=1$${saltText}$${tagText}`} where user_id = ${id}`);
    await test.signedIn(tenant, 'old-hash@example.com');
    const [login] = await test.app.db.global(sql`select password_hash from logins where user_id = ${id}`);
    expect(login?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await test.signedIn(tenant, 'old-hash@example.com');
  });

  it('stores nothing that could be used as a session', async () => {
    const client = await test.signedIn(tenant);
    const rows = await test.app.db.global(sql`select s::text as row from sessions s`);
    const dump = JSON.stringify(rows);
    const id = client.cookies.get('PHPSESSID') ?? '';
    for (const secret of [
      id,
      client.cookies.get('arvelo_companion') ?? '',
      Buffer.from(id, 'base64url').toString('hex'),
    ]) {
      expect(dump).not.toContain(secret);
    }
    expect(dump).toContain(hashToken(id).toString('hex'));
  });
});

describe('a session', () => {
  it('works for a script with PHPSESSID alone, for a browser with its companion only', async () => {
    const client = await test.signedIn(tenant);
    const id = client.cookies.get('PHPSESSID') ?? '';
    expect(await isSignedIn(client, browser)).toBe(true);
    expect(await isSignedIn(client, { cookie: `PHPSESSID=${id}` })).toBe(true);
    expect(await isSignedIn(client, { ...browser, cookie: `PHPSESSID=${id}` })).toBe(false);
    expect(
      await isSignedIn(client, { ...browser, cookie: `PHPSESSID=${id}; arvelo_companion=${'A'.repeat(43)}` }),
    ).toBe(false);
    const other = await test.signedIn(tenant);
    const foreign = other.cookies.get('arvelo_companion');
    expect(await isSignedIn(client, { ...browser, cookie: `PHPSESSID=${id}; arvelo_companion=${foreign}` })).toBe(
      false,
    );
  });

  it.each([
    '',
    'x',
    'A'.repeat(42),
    'A'.repeat(44),
    "' or 1=1 --",
    '%00'.repeat(20),
    `${'A'.repeat(42)}=`,
  ])('is not found by the id %j', async (id) => {
    expect(await isSignedIn(test.visitor(), { cookie: `PHPSESSID=${id}` })).toBe(false);
  });

  it('ends after 12 hours without a request, and not when the clock goes back', async () => {
    const client = await test.signedIn(tenant);
    time.now += 11.9 * HOUR;
    expect(await isSignedIn(client)).toBe(true);
    time.now += 11.9 * HOUR;
    expect(await isSignedIn(client)).toBe(true);
    time.now += 12 * HOUR;
    expect(await isSignedIn(client)).toBe(false);
    time.now -= 6 * HOUR;
    expect(await isSignedIn(client)).toBe(false);
  });

  it('ends after 7 days in any case', async () => {
    const client = await test.signedIn(tenant);
    for (let hours = 0; hours < 7 * 24 - 8; hours += 8) {
      time.now += 8 * HOUR;
      expect(await isSignedIn(client)).toBe(true);
    }
    time.now += 8 * HOUR;
    expect(await isSignedIn(client)).toBe(false);
  });

  it('is noted as used at most once a minute', async () => {
    const client = await test.signedIn(tenant);
    const hash = hashToken(client.cookies.get('PHPSESSID') ?? '');
    const seen = async () =>
      (
        await test.app.db.global<{ at: string }>(sql`select last_seen_at as at from sessions where id_hash = ${hash}`)
      )[0]?.at;
    const start = await seen();
    time.now += 59_000;
    await isSignedIn(client);
    expect(await seen()).toBe(start);
    time.now += 2000;
    await isSignedIn(client);
    expect(Date.parse((await seen()) ?? '')).toBe(time.now);
  });

  it('is one of at most 20 of a user: the oldest ends', async () => {
    const id = await tenant.addUser('rep', 'many@example.com');
    const first = await test.signedIn(tenant, 'many@example.com');
    for (let n = 0; n < 20; n += 1) {
      time.now += 1000;
      await test.signedIn(tenant, 'many@example.com');
    }
    expect(await sessionsOf(id)).toHaveLength(20);
    await sleep(1000);
    expect(await isSignedIn(first)).toBe(false);
  });
});

describe('ending sessions', () => {
  it('signs out at once, needs the token for it, and clears the cookies', async () => {
    const client = await test.signedIn(tenant);
    const id = client.cookies.get('PHPSESSID') ?? '';
    const token = client.csrfToken;
    client.csrfToken = '';
    expect((await client.post('/logout')).status).toBe(403);
    expect(await isSignedIn(client)).toBe(true);
    client.csrfToken = token;
    const answer = await client.post('/logout');
    expect(answer.body).toEqual({ success: true, message: 'Signed out' });
    expect(client.cookies.has('PHPSESSID') || client.cookies.has('arvelo_companion')).toBe(false);
    expect(await isSignedIn(test.visitor(), { cookie: `PHPSESSID=${id}` })).toBe(false);
  });

  it('takes effect within a second on every process, whoever ends it', async () => {
    const id = await tenant.addUser('rep', 'gone@example.com');
    const client = await test.signedIn(tenant, 'gone@example.com');
    expect(await isSignedIn(client)).toBe(true);
    await test.app.db.globalWrite((tx) => tx.query(sql`delete from sessions where user_id = ${id}`));
    await sleep(1000);
    expect(await isSignedIn(client)).toBe(false);
  });

  it('follows a deactivated user and a changed role at once', async () => {
    const id = await tenant.addUser('rep', 'changed@example.com');
    const admin = await test.signedIn(tenant);
    const client = await test.signedIn(tenant, 'changed@example.com');
    expect((await client.get('/api/v1/session')).body.data.user.role).toBe('rep');
    expect((await admin.patch(`/api/v1/users/${id}`, { role: 'viewer' })).status).toBe(200);
    await sleep(1000);
    expect((await client.get('/api/v1/session')).body.data.user.role).toBe('viewer');
    expect((await admin.patch(`/api/v1/users/${id}`, { active: false })).status).toBe(200);
    await sleep(1000);
    expect(await isSignedIn(client)).toBe(false);
    expect((await test.visitor().signIn('changed@example.com', testPassword)).status).toBe(401);
  });
});

describe('changing the password', () => {
  it('ends all other sessions and gives this one a new id', async () => {
    await tenant.addUser('rep', 'rotates@example.com');
    const [client, other] = [
      await test.signedIn(tenant, 'rotates@example.com'),
      await test.signedIn(tenant, 'rotates@example.com'),
    ];
    const before = new Map(client.cookies);
    const change = (current: string, next: string) =>
      client.post('/api/v1/session/password', { current_password: current, new_password: next });

    const wrong = await change('not my password', 'a whole new password');
    expect([wrong.status, Object.keys(wrong.body.errors)]).toEqual([422, ['current_password']]);
    const weak = await change(testPassword, 'qwertyuiop');
    expect([weak.status, Object.keys(weak.body.errors)]).toEqual([422, ['new_password']]);
    expect(await isSignedIn(other)).toBe(true);

    const done = await change(testPassword, 'a whole new password');
    expect(done.status).toBe(200);
    expect(client.cookies.get('PHPSESSID')).not.toBe(before.get('PHPSESSID'));
    expect(await isSignedIn(client, browser)).toBe(true);
    expect(await isSignedIn(other)).toBe(false);
    expect(await isSignedIn(test.visitor(), { cookie: `PHPSESSID=${before.get('PHPSESSID')}` })).toBe(false);
    client.csrfToken = done.body.data.csrf_token;
    expect((await client.post('/logout')).status).toBe(200);
    expect((await test.visitor().signIn('rotates@example.com', testPassword)).status).toBe(401);
    expect((await test.visitor().signIn('rotates@example.com', 'a whole new password')).status).toBe(200);
  });

  it('slows down guesses of the current password', async () => {
    await tenant.addUser('rep', 'guessed@example.com');
    const client = await test.signedIn(tenant, 'guessed@example.com');
    const statuses = [];
    for (let n = 0; n < 8; n += 1) {
      const body = { current_password: `wrong guess ${n}`, new_password: 'a whole new password' };
      statuses.push((await client.post('/api/v1/session/password', body)).status);
    }
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429, 429, 429]);
  });
});

it('cleans up what has run out', async () => {
  await test.signedIn(tenant);
  time.now += 8 * 24 * HOUR;
  await test.signedIn(tenant);
  await cleanUp(test.app);
  const rows = await test.app.db.global(sql`select from sessions`);
  expect(rows).toHaveLength(1);
});

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
