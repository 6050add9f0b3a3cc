// The status table of api.md section 2, line by line.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRoutes } from '#server/app.ts';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestAnswer, TestClient } from '#server/testing/client.ts';
import { mountsOf } from '#server/testing/mounts.ts';
import { openOwner } from '#server/testing/owner.ts';
import { objectList, objects } from '#shared/objects/registry.ts';

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
const leadMounts = mountsOf(objects.leads);
const allMounts = objectList.flatMap(mountsOf);
const create = async () => (await client.post('/api/leads.php', lead)).body.data;

/** The answer without what differs from request to request. */
const sameness = ({ status, headers, text }: TestAnswer) => {
  const changing = ['date', 'x-request-id', 'ratelimit', 'ratelimit-policy'];
  return { status, text, headers: [...headers].filter(([name]) => !changing.includes(name)) };
};

describe.each(leadMounts)('a body on $list', (mount) => {
  it.each([
    ['no JSON', '{"company": '],
    ['a word', 'hello'],
    ['single quotes', "{'company': 'x'}"],
    ['a comma too many', '{"company":"x",}'],
    ['two documents', '{} {}'],
    ['NaN', '{"company": NaN}'],
    ['a half character', Buffer.from([0x22, 0xc3, 0x22])],
    ['Latin-1', Buffer.from('{"company":"Stra\u00dfe"}', 'latin1')],
  ])('that is %s answers 400 and a message', async (_, body) => {
    const { id } = await create();
    for (const [method, path] of [
      ['POST', mount.list],
      ['PATCH', mount.one(id)],
    ] as const) {
      const answer = await client.send(path, { method, body });
      expect([method, answer.status]).toEqual([method, 400]);
      expect(answer.body).toEqual({ success: false, message: 'The request body is not valid JSON' });
    }
  });

  it.each([
    ['an array', '[{"company":"x"}]'],
    ['a text', '"company"'],
    ['a number', '5'],
    ['true', 'true'],
    ['arrays in arrays, 100,000 deep', '['.repeat(100_000) + ']'.repeat(100_000)],
  ])('that is %s and no object answers 422', async (_, body) => {
    const answer = await client.send(mount.list, { method: 'POST', body });
    expect([answer.status, answer.body.success, answer.body.message]).toEqual([422, false, expect.any(String)]);
  });

  it('with a value nested 100,000 deep answers 422 on that field', async () => {
    const body = `{"company":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)},"contact_name":"x"}`;
    const answer = await client.send(mount.list, { method: 'POST', body });
    expect([answer.status, answer.body.errors]).toEqual([422, { company: expect.any(String) }]);
  });

  it('that is null or missing counts as empty', async () => {
    for (const body of [undefined, 'null', '{}']) {
      const answer = await client.send(mount.list, { method: 'POST', body });
      expect([body, answer.status, Object.keys(answer.body.errors)]).toEqual([body, 422, ['company', 'contact_name']]);
    }
  });

  it('over 1 MiB answers 413, one of exactly 1 MiB is read', async () => {
    const body = (bytes: number) => JSON.stringify(lead).padEnd(bytes, ' ');
    const most = await client.send(mount.list, { method: 'POST', body: body(1_048_576) });
    const more = await client.send(mount.list, { method: 'POST', body: body(1_048_577) });
    expect([most.status, more.status, more.body.success, typeof more.body.message]).toEqual([
      201,
      413,
      false,
      'string',
    ]);
  });

  it.each([
    'text/plain',
    'application/xml',
    'multipart/form-data; boundary=x',
    'application/jsonx',
    'text/json',
  ])('of type %s answers 415', async (type) => {
    const answer = await client.send(mount.list, {
      method: 'POST',
      headers: { 'content-type': type },
      body: JSON.stringify(lead),
    });
    expect([answer.status, answer.body]).toEqual([415, { success: false, message: expect.any(String) }]);
  });

  it(`as a form is ${mount.isPhp ? 'read, token included' : 'answered with 415'}`, async () => {
    const visitor = test.visitor();
    for (const [name, value] of client.cookies) visitor.cookies.set(name, value);
    const form = new URLSearchParams({ ...lead, company: 'Größe & Söhne', csrf_token: client.csrfToken });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const { status, body } = await visitor.send(mount.list, { method: 'POST', headers, body: form.toString() });
    expect([status, body.data?.company]).toEqual(mount.isPhp ? [201, 'Größe & Söhne'] : [415, undefined]);
    form.delete('csrf_token');
    const without = await visitor.send(mount.list, { method: 'POST', headers, body: form.toString() });
    expect(without.status).toBe(mount.isPhp ? 403 : 415);
  });
});

describe.each(allMounts)('without a session, every verb of $list', (mount) => {
  it('answers 401 with the documented body, to the byte', async () => {
    const visitor = test.visitor();
    const forged = { cookie: 'PHPSESSID=0123456789abcdef0123456789abcdef' };
    for (const headers of [{}, forged, { cookie: 'PHPSESSID=' }, { cookie: `PHPSESSID=${'x'.repeat(4000)}` }]) {
      for (const [method, path] of [
        ['GET', mount.list],
        ['GET', mount.one(1)],
        ['POST', mount.list],
        ['PATCH', mount.one(1)],
      ] as const) {
        const body = method === 'GET' ? undefined : '{broken';
        const answer = await visitor.send(path, { method, headers, body });
        expect([method, answer.status, answer.text]).toEqual([
          method,
          401,
          '{"success": false, "message": "Unauthorized"}',
        ]);
        expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
      }
    }
  });
});

describe.each(leadMounts)('without a valid CSRF token, $list', (mount) => {
  const bodies: [string, Record<string, string>, string, object][] = [
    ['no token', {}, '', lead],
    ['a wrong token in the header', { 'x-csrf-token': 'x'.repeat(86) }, '', lead],
    ['a wrong token in the body', {}, '', { ...lead, csrf_token: 'x'.repeat(86) }],
    ['the token in the query string only', {}, 'csrf_token=TOKEN', lead],
  ];

  it.each(bodies)('answers 403 to %s and changes nothing', async (_, headers, query, body) => {
    const { id } = await create();
    const visitor = test.visitor();
    for (const [name, value] of client.cookies) visitor.cookies.set(name, value);
    const owner = await openOwner(test.ownerUrl);
    const before = await owner.digests();
    const add = (path: string) =>
      query === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${query.replace('TOKEN', client.csrfToken)}`;
    for (const [method, path] of [
      ['POST', mount.list],
      ['PATCH', mount.one(id)],
      ['DELETE', mount.one(id)],
    ] as const) {
      const answer = await visitor.send(add(path), { method, headers, body });
      expect([method, answer.status, answer.text]).toEqual([
        method,
        403,
        '{"success": false, "message": "Invalid CSRF token"}',
      ]);
    }
    expect(await owner.digests()).toEqual(before);
    await owner.close();
  });

  it('takes the token in the header or in the body, on every unsafe verb', async () => {
    const visitor = test.visitor();
    for (const [name, value] of client.cookies) visitor.cookies.set(name, value);
    const csrf_token = client.csrfToken;
    const header = { 'x-csrf-token': csrf_token };
    const one = await visitor.send(mount.list, { method: 'POST', headers: header, body: lead });
    const two = await visitor.send(mount.list, { method: 'POST', body: { ...lead, csrf_token } });
    const ids = [one.body.data.id, two.body.data.id];
    const three = await visitor.send(mount.one(ids[0]), { method: 'PATCH', headers: header, body: { rating: 'HOT' } });
    const four = await visitor.send(mount.one(ids[1]), { method: 'PATCH', body: { rating: 'HOT', csrf_token } });
    const five = await visitor.send(mount.one(ids[0]), { method: 'DELETE', headers: header });
    const six = await visitor.send(mount.one(ids[1]), { method: 'DELETE', body: { csrf_token } });
    expect([one, two, three, four, five, six].map((answer) => answer.status)).toEqual([201, 201, 200, 200, 200, 200]);
  });
});

describe.each(allMounts)('an id of $list', (mount) => {
  it('that is foreign, deleted or never was gives the same 404 on every verb', async () => {
    const never = 999_999_999;
    for (const [method, body] of [
      ['GET', undefined],
      ['PATCH', { name: 'X' }],
      ['DELETE', undefined],
    ] as const) {
      const answers = [];
      for (const id of [never, never + 1, '9'.repeat(18), '9'.repeat(40)]) {
        answers.push(sameness(await client.send(mount.one(id), { method, body })));
      }
      const [first] = answers;
      if (first?.status === 405) continue;
      expect([method, first?.status, first?.text]).toEqual([method, 404, '{"success": false, "message": "Not found"}']);
      for (const answer of answers) expect(answer).toEqual(first);
    }
  });

  it.each(['0', '-1', 'abc', '1.5', '1e1', '%00', '1%20or%201=1', '0x1'])('written %s names no record', async (id) => {
    const answer = await client.get(mount.one(id));
    expect([answer.status, answer.body.success]).toEqual([mount.isPhp ? 422 : 404, false]);
  });
});

it('the record of a foreign tenant and one that never was give the same 404, headers included', async () => {
  const foreign = await test.signedIn(await test.addTenant());
  for (const mount of leadMounts) {
    const { id } = (await foreign.post(mount.list, lead)).body.data;
    for (const [method, body] of [
      ['GET', undefined],
      ['HEAD', undefined],
      ['PATCH', { rating: 'HOT' }],
      ['PATCH', { rating: 'nonsense', source_id: 'x' }],
      ['PATCH', { rating: 'HOT', version: 7 }],
      ['DELETE', undefined],
    ] as const) {
      const there = sameness(await client.send(mount.one(id), { method, body }));
      const nowhere = sameness(await client.send(mount.one(999_999_999), { method, body }));
      expect(there).toEqual(nowhere);
      expect(there.status).toBe(404);
    }
    expect((await foreign.get(mount.one(id))).body.data.version).toBe(1);
  }
});

describe('a method that is not offered', () => {
  const offered = Map.groupBy(allRoutes(), ({ route }) => route.path);
  it.each([...offered.keys()])('on %s answers 405 with Allow, to anyone', async (path) => {
    const methods = (offered.get(path) ?? []).map(({ route }) => route.method as string);
    const isPage = ['/login', '/signup', '/join'].includes(path);
    const allowed = [
      ...methods,
      ...(isPage ? ['GET'] : []),
      ...(isPage || methods.includes('GET') ? ['HEAD'] : []),
    ].sort();
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      if (methods.includes(method) || (isPage && method === 'GET')) continue;
      for (const who of [client, test.visitor()]) {
        const answer = await who.send(path.replace(':id', '1'), { method, body: method === 'GET' ? undefined : '{x' });
        const allow = answer.headers.get('allow')?.split(', ').sort();
        expect([method, answer.status, answer.body?.success, allow]).toEqual([method, 405, false, allowed]);
      }
    }
  });
});

it.each([
  '/login',
  '/signup',
  '/join',
])('%s is a page when it is read, with the form that is posted there', async (path) => {
  const answer = await test.visitor().send(path);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
});

it.each(leadMounts)('a query parameter given twice on $list answers 422 and names it', async (mount) => {
  for (const name of ['status', 'search', 'page', 'limit']) {
    const { status, body } = await client.get(`${mount.list}?${name}=1&${name}=1`);
    expect([name, status, Object.keys(body.errors ?? {})]).toEqual([name, 422, [name]]);
  }
});

it.each(allMounts)('HEAD on $list answers as GET does, without a body', async (mount) => {
  const get = await client.get(mount.list);
  const head = await client.send(mount.list, { method: 'HEAD' });
  expect([head.status, head.text]).toEqual([200, '']);
  expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
  expect((await test.visitor().send(mount.list, { method: 'HEAD' })).status).toBe(401);
});

it.each([
  '/api',
  '/api/',
  '/api/nothing',
  '/api/v1/nothing',
  '/api/leads',
  '/api/leads.php/1',
  '/api/v1/leads/1/2',
])('the unknown path %s answers 404 in the same envelope', async (path) => {
  for (const method of ['GET', 'POST', 'DELETE']) {
    const answer = await client.send(path, { method });
    expect([answer.status, answer.body?.success]).toEqual([404, false]);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  }
});
