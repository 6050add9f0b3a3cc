// Who may do what: every role on every object, on both mounts, and that a refusal leaves no trace.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { mountsOf } from '#server/testing/mounts.ts';
import { type Owner, openOwner } from '#server/testing/owner.ts';
import { createSamples, type Ids, sampleBody } from '#server/testing/sample-record.ts';
import { currencyCodes, USUAL_CURRENCY } from '#shared/currencies.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { objectList, objects } from '#shared/objects/registry.ts';
import type { BuiltInRole as Role } from '#shared/permissions.ts';

type Verb = 'create' | 'read' | 'update' | 'delete';

/** What each role may do, by object: written out, not computed. `-`: nobody can, the method is not offered. */
const table: Record<string, Record<Role, string>> = {
  leads: {
    admin: 'create read update delete',
    manager: 'create read update delete',
    rep: 'create read update delete',
    viewer: 'read',
  },
  opportunities: {
    admin: 'create read update delete',
    manager: 'create read update delete',
    rep: 'create read update delete',
    viewer: 'read',
  },
  activities: {
    admin: 'create read update delete',
    manager: 'create read update delete',
    rep: 'create read update delete',
    viewer: 'read',
  },
  companies: {
    admin: 'create read update delete',
    manager: 'create read update delete',
    rep: 'create read update delete',
    viewer: 'read',
  },
  contacts: {
    admin: 'create read update delete',
    manager: 'create read update delete',
    rep: 'create read update delete',
    viewer: 'read',
  },
  affiliations: {
    admin: 'create read update delete',
    manager: 'create read update delete',
    rep: 'create read update delete',
    viewer: 'read',
  },
  tasks: {
    admin: 'create read update delete',
    manager: 'create read update delete',
    rep: 'create read update delete',
    viewer: 'read',
  },
  lead_sources: {
    admin: 'create read update delete',
    manager: 'create read update delete',
    rep: 'read',
    viewer: 'read',
  },
  tags: {
    admin: 'create read update delete',
    manager: 'create read update delete',
    rep: 'create read',
    viewer: 'read',
  },
  pipelines: {
    admin: 'create read update delete',
    manager: 'create read update delete',
    rep: 'read',
    viewer: 'read',
  },
  currencies: {
    admin: 'create read update delete',
    manager: 'create read update delete',
    rep: 'read',
    viewer: 'read',
  },
  opportunity_contacts: {
    admin: 'create read update delete',
    manager: 'create read update delete',
    rep: 'create read update delete',
    viewer: 'read',
  },
  roles: { admin: 'create read update delete', manager: 'read', rep: 'read', viewer: 'read' },
  teams: { admin: 'create read update delete', manager: 'read', rep: 'read', viewer: 'read' },
  dashboards: {
    admin: 'create read update delete',
    manager: 'create read update delete',
    rep: 'create read',
    viewer: 'create read',
  },
  views: {
    admin: 'create read update delete',
    manager: 'create read update delete',
    rep: 'create read',
    viewer: 'create read',
  },
  templates: {
    admin: 'create read update delete',
    manager: 'create read update delete',
    rep: 'create read update delete',
    viewer: 'read',
  },
  users: { admin: 'create read update', manager: 'read', rep: 'read', viewer: 'read' },
};
/** Of what everybody makes for themselves, only the records of others are refused. */
const REFUSAL = /^\{"success": false, "message": "Your role does not allow this(?: for this record)?"\}$/;
const NOT_OFFERED = ['users delete'];
const roles = ['admin', 'manager', 'rep', 'viewer'] as const;
const verbs = ['create', 'read', 'update', 'delete'] as const;

let test: TestApp;
let tenant: TestTenant;
let owner: Owner;
let samples: Ids;
const clients = new Map<Role, TestClient>();
let made = 0;

beforeAll(async () => {
  test = await createTestApp();
  tenant = await test.addTenant();
  owner = await openOwner(test.ownerUrl);
  for (const role of roles) {
    const email = `${role}@example.com`;
    await tenant.addUser(role, email);
    clients.set(role, await test.signedIn(tenant, email));
  }
  samples = await createSamples(client('admin'), 'sample');
});
afterAll(async () => {
  await owner.close();
  await test.close();
});

const client = (role: Role) => clients.get(role) as TestClient;

it('the table here names every object', () => {
  const offered = objectList.filter((object) => object.routes);
  expect(Object.keys(table).sort()).toEqual(offered.map((object) => object.name).sort());
});

const cases = objectList
  .filter((one) => one.routes)
  .flatMap((object) =>
    mountsOf(object).flatMap((mount) =>
      roles.flatMap((role) => verbs.map((verb) => ({ role, verb, on: mount.list, object, mount }))),
    ),
  );

it.each(cases)('$role: $verb on $on', async ({ role, verb, object, mount }) => {
  made += 1;
  const body = {
    ...sampleBody(object, `made${made}`, samples),
    ...(object.name === 'currencies' && { code: ownCode(0) }),
  };
  const target = (await client('admin').post(`/api/v1/${object.path}`, { ...body, ...renamed(object.name) })).body.data
    .id;
  const before = await stored();
  const calls: Record<Verb, () => ReturnType<TestClient['send']>[]> = {
    create: () => [client(role).post(mount.list, body)],
    read: () => [client(role).get(mount.list), client(role).get(mount.one(target))],
    update: () => [client(role).patch(mount.one(target), { [object.title]: anotherTitle(object) })],
    delete: () => [client(role).delete(mount.one(target))],
  };
  const answers = await Promise.all(calls[verb]());
  const isAllowed = table[object.name]?.[role].split(' ').includes(verb) ?? false;
  for (const { status, text } of answers) {
    if (NOT_OFFERED.includes(`${object.name} ${verb}`)) expect(status).toBe(405);
    else if (isAllowed) expect(status).toBe(verb === 'create' ? 201 : 200);
    else expect([status, text]).toEqual([403, expect.stringMatching(REFUSAL)]);
  }
  const changes = isAllowed && verb !== 'read' && !NOT_OFFERED.includes(`${object.name} ${verb}`);
  if (changes) expect(await stored()).not.toEqual(before);
  else expect(await stored()).toEqual(before);
});

/** Every table but the sessions, in which the last use is noted once a minute. */
async function stored() {
  const { sessions: _, ...others } = await owner.digests();
  return others;
}

function anotherTitle({ name, fields, title }: ObjectDefinition): string {
  if (name === 'currencies') return ownCode(2);
  return fields[title]?.options?.[0]?.value ?? `Changed ${made}`;
}

/** A code that neither samples nor other cases have; three to each case. */
function ownCode(which: 0 | 1 | 2): string {
  const free = currencyCodes.slice(0, -1).filter((code) => code !== USUAL_CURRENCY);
  return free[(made * 3 + which) % free.length] ?? '';
}

/** Unique values of their own for the record that a case works on. */
function renamed(objectName: string): object {
  if (['lead_sources', 'tags', 'templates', 'pipelines', 'roles', 'teams'].includes(objectName))
    return { name: `Own ${made}` };
  if (objectName === 'currencies') return { code: ownCode(1) };
  return objectName === 'users' ? { email: `target${made}@example.com` } : {};
}

it('a role that may not write learns nothing from wrong input or foreign ids', async () => {
  for (const mount of mountsOf(objects.leads)) {
    for (const [path, request] of [
      [mount.list, { method: 'POST', body: { nonsense: 1 } }],
      [mount.one(999_999_999), { method: 'PATCH', body: { nonsense: 1 } }],
      [mount.one(999_999_999), { method: 'DELETE' }],
    ] as const) {
      const { status } = await client('viewer').send(path, request);
      expect([path, status]).toEqual([path, 403]);
    }
  }
});

const refusals: [string, number, (admin: TestClient, path: string) => ReturnType<TestClient['send']>][] = [
  ['400 invalid JSON', 400, (admin, path) => admin.send(path, { method: 'PATCH', body: '{' })],
  ['401 no session', 401, (_, path) => test.visitor().patch(path, { company: 'X' })],
  [
    '403 a wrong token',
    403,
    (admin, path) => admin.send(path, { method: 'PATCH', headers: { 'x-csrf-token': 'x' }, body: {} }),
  ],
  ['404 no such record', 404, (admin) => admin.patch('/api/leads.php?id=999999999', { company: 'X' })],
  ['405 another method', 405, (admin, path) => admin.send(path, { method: 'PUT', body: { company: 'X' } })],
  ['409 a stale version', 409, (admin, path) => admin.patch(path, { company: 'X', version: 99 })],
  ['409 a value that is taken', 409, (admin) => admin.post('/api/v1/lead-sources', { name: 'website' })],
  ['413 too large', 413, (admin, path) => admin.send(path, { method: 'PATCH', body: ' '.repeat(1_100_000) })],
  [
    '415 another media type',
    415,
    (admin, path) => admin.send(path, { method: 'PATCH', headers: { 'content-type': 'text/plain' }, body: '{}' }),
  ],
  [
    '422 a wrong field beside right ones',
    422,
    (admin, path) => admin.patch(path, { company: 'X', rating: 'LUKEWARM' }),
  ],
  ['422 an unknown relation', 422, (admin, path) => admin.patch(path, { company: 'X', source_id: 999_999_999 })],
  [
    '422 a create with an unknown relation',
    422,
    (admin) => admin.post('/api/opportunities.php', { name: 'X', lead_id: 999_999_999 }),
  ],
  ['422 an unknown field', 422, (admin, path) => admin.patch(path, { company: 'X', colour: 'red' })],
];

it.each(refusals)('%s changes nothing in any table', async (_, expected, send) => {
  const before = await owner.digests();
  const { status } = await send(client('admin'), `/api/leads.php?id=${samples.leads}`);
  expect(status).toBe(expected);
  expect(await owner.digests()).toEqual(before);
});

describe('the admins of an organization', () => {
  let other: TestTenant;
  let admin: TestClient;
  const path = () => `/api/v1/users/${other.adminId}`;

  beforeAll(async () => {
    other = await test.addTenant();
    admin = await test.signedIn(other);
  });

  it.each([
    ['demoted', { role: 'manager' }, 'role'],
    ['deactivated', { active: false }, 'active'],
    ['demoted and deactivated', { role: 'viewer', active: false }, 'active'],
  ])('are never none: the last one cannot be %s', async (_, body, field) => {
    const before = await owner.digests();
    const answer = await admin.patch(path(), body);
    expect([answer.status, Object.keys(answer.body.errors ?? {})]).toEqual([422, [field]]);
    expect(await owner.digests()).toEqual(before);
  });

  it('are never none: an inactive admin does not count', async () => {
    const id = await other.addUser('admin', `sleeping${other.id}@example.com`);
    expect((await admin.patch(`/api/v1/users/${id}`, { active: false })).status).toBe(200);
    expect((await admin.patch(path(), { role: 'rep' })).status).toBe(422);
  });

  it('are never none: of two who demote each other at the same time one stays', async () => {
    const pair = await test.addTenant();
    const second = await pair.addUser('admin', `second${pair.id}@example.com`);
    const [one, two] = [await test.signedIn(pair), await test.signedIn(pair, `second${pair.id}@example.com`)];
    await Promise.all([
      one.patch(`/api/v1/users/${second}`, { role: 'rep' }),
      two.patch(`/api/v1/users/${pair.adminId}`, { active: false }),
    ]);
    const [left] = await owner.query<{ count: number }>(
      `select count(*) as count from users where tenant_id = ${pair.id} and role = 'admin' and active`,
    );
    expect(left?.count).toBe(1);
  });
});

it('a user who is deactivated is signed out at once and cannot sign in again', async () => {
  const email = `leaver@example.com`;
  const id = await tenant.addUser('rep', email);
  const leaver = await test.signedIn(tenant, email);
  expect((await leaver.get('/api/leads.php')).status).toBe(200);
  expect((await client('admin').patch(`/api/v1/users/${id}`, { active: false })).status).toBe(200);
  expect((await leaver.get('/api/leads.php')).status).toBe(401);
  expect((await leaver.post('/api/leads.php', { company: 'X', contact_name: 'Y' })).status).toBe(401);
  await expect(test.signedIn(tenant, email)).rejects.toThrow('Email or password is wrong');
});

it('a role that is changed counts from the next request on', async () => {
  const email = `riser@example.com`;
  const id = await tenant.addUser('viewer', email);
  const riser = await test.signedIn(tenant, email);
  const lead = { company: 'X', contact_name: 'Y' };
  expect((await riser.post('/api/leads.php', lead)).status).toBe(403);
  await client('admin').patch(`/api/v1/users/${id}`, { role: 'rep' });
  expect((await riser.post('/api/leads.php', lead)).status).toBe(201);
});
