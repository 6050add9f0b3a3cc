import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#server/platform/db/sql.ts';
import { createTestApp, type TestApp, type TestTenant, testPassword } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';

let test: TestApp;
let tenant: TestTenant;
let client: TestClient;
let stranger: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  tenant = await test.addTenant();
  client = await test.signedIn(tenant);
  stranger = await test.signedIn(tenant);
});
afterAll(() => test.close());

const WITHOUT = 'Invalid CSRF token';
const json = { 'content-type': 'application/json' };
const lead = { company: 'Acme', contact_name: 'Bob' };

const leadsIn = async () => {
  const [rows = []] = await test.app.db.read(tenant.id, [sql`select id from leads where tenant_id = ${tenant.id}`]);
  return rows.length;
};

/** Sends with the session's cookies, but no token other than the given. */
const post = (path: string, headers: Record<string, string>, body: unknown = lead) => {
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return test.visitor().send(path, { method: 'POST', headers: { cookie, ...headers }, body });
};

describe('an unsafe request with the cookies of a session', () => {
  it.each([
    ['no token', () => post('/api/v1/leads', {})],
    ['an empty token', () => post('/api/v1/leads', { 'x-csrf-token': '' })],
    ["another session's token", () => post('/api/v1/leads', { 'x-csrf-token': stranger.csrfToken })],
    ['the token in the query', () => post(`/api/leads.php?csrf_token=${client.csrfToken}`, {})],
    ['a token that is no text', () => post('/api/v1/leads', {}, { ...lead, csrf_token: [client.csrfToken] })],
    ['a page of another site', () => post('/api/v1/leads', { ...token(), 'sec-fetch-site': 'cross-site' })],
    ['a page of a sister site', () => post('/api/v1/leads', { ...token(), 'sec-fetch-site': 'same-site' })],
    ['a foreign origin', () => post('/api/v1/leads', { ...token(), origin: 'https://evil.example' })],
    ['the origin null', () => post('/api/v1/leads', { ...token(), origin: 'null' })],
    ['a foreign referrer', () => post('/api/v1/leads', { ...token(), referer: 'https://evil.example/' })],
  ])('is refused with %s, and nothing changes', async (_, send) => {
    const before = await leadsIn();
    const answer = await send();
    expect([answer.status, answer.body.message]).toEqual([403, WITHOUT]);
    expect(await leadsIn()).toBe(before);
  });

  it.each([
    ['text/plain', 415],
    ['multipart/form-data; boundary=x', 415],
  ])('is refused as %s', async (type, status) => {
    const answer = await post('/api/v1/leads', { ...token(), 'content-type': type }, JSON.stringify(lead));
    expect(answer.status).toBe(status);
  });

  it('is let through with a token in the header or in the body', async () => {
    const own = new URL(test.url).origin;
    const answers = [
      await post('/api/v1/leads', token()),
      await post('/api/v1/leads', {}, { ...lead, csrf_token: client.csrfToken }),
      await post('/api/v1/leads', { ...token(), 'sec-fetch-site': 'same-origin', origin: own }),
      await post('/api/v1/leads', { ...token(), origin: own }),
    ];
    expect(answers.map((one) => one.status)).toEqual([201, 201, 201, 201]);
  });

  it('is refused with a token from before signing in again', async () => {
    const other = await test.signedIn(tenant);
    const stale = other.csrfToken;
    await other.signIn(tenant.adminEmail, testPassword);
    other.csrfToken = stale;
    expect((await other.post('/api/v1/leads', lead)).status).toBe(403);
  });

  it('finds fresh tokens at /api/csrf.php and in the session', async () => {
    const [one, other] = [await client.get('/api/csrf.php?_=1'), await client.get('/api/v1/session')];
    for (const answer of [one, other]) {
      const fresh = answer.body.data.csrf_token;
      expect(fresh).not.toBe(client.csrfToken);
      expect((await post('/api/v1/leads', { 'x-csrf-token': fresh })).status).toBe(201);
    }
    const none = await test.visitor().get('/api/csrf.php');
    expect([none.status, none.text]).toEqual([401, '{"success": false, "message": "Unauthorized"}']);
  });
});

describe('signing in, up and joining', () => {
  it.each(['/login', '/signup', '/join'])('%s is refused when another site sends it', async (path) => {
    const credentials = { email: tenant.adminEmail, password: testPassword };
    const foreign: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { referer: 'https://evil.example/login' },
    ];
    for (const headers of foreign) {
      const answer = await test
        .visitor()
        .send(path, { method: 'POST', headers: { ...json, ...headers }, body: credentials });
      expect(answer.status).toBe(403);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });

  it('works over https with cookies that only we can set', async () => {
    const secure = await createTestApp({ baseUrl: 'https://crm.example.com' });
    const other = await secure.addTenant();
    const visitor = secure.visitor();
    const answer = await visitor.signIn(other.adminEmail, testPassword);
    const lines = answer.headers.getSetCookie();
    expect(lines.map((line) => line.split('=')[0])).toEqual(['PHPSESSID', '__Host-arvelo', '__Host-arvelo_device']);
    for (const line of lines) {
      expect(line).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=/);
      expect(line).not.toMatch(/Domain/i);
    }
    const browser = { 'sec-fetch-site': 'same-origin' };
    expect((await visitor.send('/api/v1/session', { headers: browser })).status).toBe(200);
    // The name that plain http uses can be planted by a neighbour over https: it counts for nothing there.
    const planted = `PHPSESSID=${visitor.cookies.get('PHPSESSID')}; arvelo_companion=${visitor.cookies.get('__Host-arvelo')}`;
    expect((await secure.visitor().send('/api/v1/session', { headers: { ...browser, cookie: planted } })).status).toBe(
      401,
    );
    await secure.close();
  });
});

function token(): Record<string, string> {
  return { 'x-csrf-token': client.csrfToken };
}
