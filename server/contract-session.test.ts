// api.md sections 3 and 4, line by line.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestTenant, testPassword } from '#server/testing/app.ts';

let test: TestApp;
let tenant: TestTenant;

beforeAll(async () => {
  test = await createTestApp();
  tenant = await test.addTenant('Acme & Sons');
});
afterAll(() => test.close());

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const formOf = (fields: Record<string, string>) => new URLSearchParams(fields).toString();

describe('POST /login', () => {
  it('takes JSON and answers the user and a token, with the cookie PHPSESSID', async () => {
    const client = test.visitor();
    const { status, body } = await client.signIn(tenant.adminEmail, testPassword);
    expect([status, body]).toEqual([
      200,
      {
        success: true,
        data: {
          user: { id: tenant.adminId, name: 'Ada Admin', email: tenant.adminEmail, role: 'admin' },
          csrf_token: expect.stringMatching(/^[\w-]{40,}$/),
        },
      },
    ]);
    expect(client.cookies.get('PHPSESSID')).toMatch(/^[\w-]{32,}$/);
  });

  it('takes a form as a browser sends it and answers 303 to where the person wanted to go', async () => {
    const client = test.visitor();
    const fields = { email: tenant.adminEmail, password: testPassword, next: '/leads' };
    const answer = await client.send('/login', { method: 'POST', headers: form, body: formOf(fields) });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/leads']);
    expect((await client.get('/api/leads.php')).status).toBe(200);
  });

  it('refuses a wrong password with 401, as a form with a way back', async () => {
    const wrong = { email: tenant.adminEmail, password: 'not the password' };
    const json = await test.visitor().post('/login', wrong);
    expect([json.status, json.body.success]).toEqual([401, false]);
    const back = await test.visitor().send('/login', { method: 'POST', headers: form, body: formOf(wrong) });
    expect([back.status, back.headers.get('location')]).toEqual([303, expect.stringMatching(/^\/login\?error=/)]);
    expect(json.headers.getSetCookie().join()).not.toContain('PHPSESSID');
  });
});

it('the session id alone, with a token, is enough for a script', async () => {
  const browser = await test.signedIn(tenant);
  const script = test.visitor();
  script.cookies.set('PHPSESSID', browser.cookies.get('PHPSESSID') ?? '');
  script.csrfToken = browser.csrfToken;
  expect((await script.get('/api/leads.php')).status).toBe(200);
  expect((await script.post('/api/leads.php', { company: 'Acme', contact_name: 'Bob' })).status).toBe(201);
});

it('POST /logout ends the session: the old cookie answers 401', async () => {
  const client = await test.signedIn(tenant);
  const old = client.cookies.get('PHPSESSID') ?? '';
  expect((await client.post('/logout')).status).toBe(200);
  expect(client.cookies.has('PHPSESSID')).toBe(false);
  client.cookies.set('PHPSESSID', old);
  expect((await client.get('/api/leads.php')).status).toBe(401);
});

it('every page for a signed-in user carries the token in its meta tag, a page for visitors an empty one', async () => {
  const client = await test.signedIn(tenant);
  const tokenOf = (html: string) => /<meta name="csrf-token" content="([^"]*)"/.exec(html)?.[1];
  for (const path of ['/', '/leads', '/leads/1', '/opportunities']) {
    client.csrfToken = tokenOf((await client.get(path)).text) ?? '';
    const created = await client.post('/api/leads.php', { company: path, contact_name: 'Bob' });
    expect([path, created.status]).toEqual([path, 201]);
  }
  expect(tokenOf((await test.visitor().get('/login')).text)).toBe('');
});

it.each(['/api/csrf.php', '/api/v1/session'])('GET %s returns a token that works', async (path) => {
  const client = await test.signedIn(tenant);
  client.csrfToken = (await client.get(path)).body.data.csrf_token;
  expect((await client.post('/api/leads.php', { company: 'Acme', contact_name: 'Bob' })).status).toBe(201);
  expect((await test.visitor().get(path)).status).toBe(401);
});

it('GET /api/v1/session says who is signed in, where, and what they can choose from', async () => {
  const client = await test.signedIn(tenant);
  const { data } = (await client.get('/api/v1/session')).body;
  expect(data.user).toEqual({ id: tenant.adminId, name: 'Ada Admin', email: tenant.adminEmail, role: 'admin' });
  expect(data.organization).toEqual({ name: 'Acme & Sons' });
  expect(data.options.leads.rating.map((one: { value: string }) => one.value)).toEqual(['HOT', 'WARM', 'COLD']);
  expect(JSON.stringify(data)).not.toContain('tenant_id');
});

it('a session sees its own tenant and no other', async () => {
  const other = await test.addTenant('Other');
  const [mine, theirs] = [await test.signedIn(tenant), await test.signedIn(other)];
  const before = (await theirs.get('/api/leads.php')).body.total;
  await mine.post('/api/leads.php', { company: 'Mine', contact_name: 'Bob' });
  expect((await theirs.get('/api/leads.php')).body.total).toBe(before);
});

describe('rate limits', () => {
  let limited: TestApp;
  beforeAll(async () => {
    // The budgets are what is tried here, not how many of the requests are answered at a time.
    limited = await createTestApp({ rateLimits: true, mostInFlight: 100 });
  });
  afterAll(() => limited.close());

  it('stand on every answer; more writes than the budget answer 429 with Retry-After and change nothing', async () => {
    const client = await limited.signedIn(await limited.addTenant());
    const send = () => client.post('/api/leads.php', { company: 'Acme', contact_name: 'Bob' });
    const answers = await Promise.all(Array.from({ length: 70 }, send));
    for (const { headers } of answers) {
      expect(headers.get('ratelimit-policy')).toMatch(/^"[\w-]+";q=\d+;w=\d+$/);
      expect(headers.get('ratelimit')).toMatch(/^"[\w-]+";r=\d+;t=\d+$/);
    }
    const refused = answers.filter(({ status }) => status === 429);
    const created = answers.filter(({ status }) => status === 201);
    expect(refused.length).toBeGreaterThan(0);
    expect(created.length).toBeGreaterThanOrEqual(40);
    expect(refused.length + created.length).toBe(70);
    for (const { headers, body, text } of refused) {
      const seconds = Number(headers.get('retry-after'));
      expect(seconds).toBeGreaterThanOrEqual(1);
      expect(body).toEqual({ success: false, message: 'Too Many Requests', retry_after: seconds });
      expect(text).toBe(`{"success": false, "message": "Too Many Requests", "retry_after": ${seconds}}`);
    }
    expect((await client.get('/api/leads.php')).body.total).toBe(created.length);
  });
});
