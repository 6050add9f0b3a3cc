// Whose records a role reaches: own, the team's, shared ones, and those that belong to a record one may read. Every way in gives the same answer.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestAnswer, TestClient } from '#server/testing/client.ts';

let test: TestApp;
let tenant: TestTenant;
let admin: TestClient;
/** People by first name: Rita leads the team that Tom's team is part of; Olga is in no team. */
const people: Record<string, { id: number; client: TestClient }> = {};
/** A lead of each person, by the same name. */
const leads: Record<string, number> = {};
const NAMES = ['rita', 'tom', 'tina', 'olga'] as const;

const create = async (path: string, body: object) => {
  const answer = await admin.post(`/api/v1/${path}`, body);
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.data;
};

/** Gives every person here a role with these rights over leads (and what else is said), and the rest of a sales rep. */
const setRights = async (leadRights: object, { fields = {}, others = {} } = {}) => {
  const permissions = { leads: leadRights, ...others };
  const answer = await admin.patch(`/api/v1/roles/${role.id}`, { permissions, fields });
  if (answer.status !== 200) throw new Error(answer.text);
};
let role: { id: number; key: string };

beforeAll(async () => {
  test = await createTestApp();
  tenant = await test.addTenant();
  admin = await test.signedIn(tenant);
  role = await create('roles', { name: 'Field sales', base: 'rep' });
  const sales = await create('teams', { name: 'Sales' });
  const north = await create('teams', { name: 'North', parent_id: sales.id });
  const teams: Record<string, number | null> = { rita: sales.id, tom: north.id, tina: north.id, olga: null };
  for (const name of NAMES) {
    const id = await tenant.addUser('rep', `${name}@example.com`);
    const changed = await admin.patch(`/api/v1/users/${id}`, { name, role: role.key, team_id: teams[name] });
    expect(changed.status).toBe(200);
    people[name] = { id, client: await test.signedIn(tenant, `${name}@example.com`) };
    leads[name] = (await create('leads', { company: `${name} corp`, contact_name: 'Jo', owner_id: id })).id;
    await create('opportunities', {
      name: `${name} deal`,
      lead_id: leads[name],
      amount: 100,
      owner_id: tenant.adminId,
    });
  }
  await create('leads', { company: 'nobody corp', contact_name: 'Jo', owner_id: null });
});
afterAll(() => test.close());

const as = (name: string) => people[name]?.client as TestClient;

/** Whose leads somebody sees, by every way in; all ways must agree. */
async function seen(name: string): Promise<string[]> {
  const client = as(name);
  const owners = new Map(NAMES.map((one) => [leads[one], one as string]));
  const nameOf = (id: unknown) => owners.get(Number(id)) ?? 'nobody';
  const list = await client.get('/api/v1/leads?sort=company');
  const found = list.body.data.map((lead: { id: number }) => nameOf(lead.id)).sort();
  const searched = await client.get('/api/v1/leads?search=corp');
  const php = await client.get('/api/leads.php');
  const groups = await client.get('/api/v1/leads/groups?by=status');
  const filtered = await client.get(
    `/api/v1/leads?filter=${encodeURIComponent('{"field":"company","op":"contains","value":"corp"}')}`,
  );
  for (const one of [list, searched, php, filtered]) {
    expect(one.body.data.map((lead: { id: number }) => nameOf(lead.id)).sort()).toEqual(found);
    expect(one.body.total).toBe(found.length);
  }
  expect(groups.body.data.reduce((sum: number, one: { count: number }) => sum + one.count, 0)).toBe(found.length);
  for (const [id, owner] of owners) {
    expect([owner, (await client.get(`/api/v1/leads/${id}`)).status]).toEqual([
      owner,
      found.includes(owner) ? 200 : 404,
    ]);
  }
  const deals = await client.get('/api/v1/opportunities?include=lead&limit=100');
  const shown = deals.body.data
    .filter((deal: { lead: object | null }) => deal.lead)
    .map((deal: { lead: { id: number } }) => nameOf(deal.lead.id));
  expect(shown.sort()).toEqual(found.filter((one: string) => one !== 'nobody'));
  const through = await client.get(
    `/api/v1/opportunities?filter=${encodeURIComponent('{"field":"lead.company","op":"not_null"}')}`,
  );
  expect(through.body.total).toBe(shown.length);
  return found;
}

describe('reading', () => {
  it("reaches everybody, one's own, the team and the teams below it, or nobody", async () => {
    await setRights({});
    expect(await seen('tom')).toEqual(['nobody', 'olga', 'rita', 'tina', 'tom']);
    await setRights({ read: 'own' });
    expect(await seen('tom')).toEqual(['tom']);
    expect(await seen('olga')).toEqual(['olga']);
    await setRights({ read: 'team' });
    expect(await seen('tom')).toEqual(['tina', 'tom']);
    expect(await seen('rita')).toEqual(['rita', 'tina', 'tom']);
    expect(await seen('olga')).toEqual(['olga']);
    await setRights({ read: 'none' });
    const refused = await as('tom').get('/api/v1/leads');
    expect([refused.status, refused.body.message]).toEqual([403, 'Your role does not allow this']);
  });

  it('follows a change of team at once', async () => {
    await setRights({ read: 'team' });
    const { id } = people.tina as { id: number };
    const before = (await admin.get(`/api/v1/users/${id}`)).body.data.team_id;
    await admin.patch(`/api/v1/users/${id}`, { team_id: null });
    expect(await seen('tom')).toEqual(['tom']);
    await admin.patch(`/api/v1/users/${id}`, { team_id: before });
    expect(await seen('tom')).toEqual(['tina', 'tom']);
  });

  it('shows only such changes in the feed', async () => {
    await setRights({ read: 'own' });
    const feed = await as('tom').get('/api/v1/changes?limit=1000');
    const changed = feed.body.data.filter((one: { object: string }) => one.object === 'leads');
    expect(new Set(changed.map((one: { record_id: number }) => one.record_id))).toEqual(new Set([leads.tom]));
  });
});

describe('changing', () => {
  const outcome = async (answer: Promise<TestAnswer>) => (await answer).status;

  it('is refused beyond its reach, and not found beyond that of reading', async () => {
    await setRights({ read: 'team', update: 'own', delete: 'none' });
    const change = (who: string, whose: string) => as(who).patch(`/api/v1/leads/${leads[whose]}`, { rating: 'HOT' });
    expect(await outcome(change('tom', 'tom'))).toBe(200);
    expect(await outcome(change('tom', 'tina'))).toBe(403);
    expect(await outcome(change('tom', 'rita'))).toBe(404);
    expect(await outcome(as('tom').delete(`/api/v1/leads/${leads.tom}`))).toBe(403);
    const batch = await as('tom').post('/api/v1/leads/batch', {
      operations: [
        { op: 'update', id: leads.tina, data: { rating: 'HOT' } },
        { op: 'update', id: leads.rita, data: {} },
      ],
      atomic: false,
    });
    expect(batch.body.data.results.map((one: { status: number }) => one.status)).toEqual([403, 404]);
  });

  it('takes no record as a relation that one may not read', async () => {
    await setRights({ read: 'own' });
    const refused = await as('tom').post('/api/v1/opportunities', { name: 'Deal', lead_id: leads.rita });
    expect([refused.status, refused.body.errors]).toEqual([
      422,
      { lead_id: 'Lead must be the id of an existing lead' },
    ]);
  });

  it('undoes nothing that is out of reach by now', async () => {
    await setRights({ read: 'team', update: 'team' });
    const changed = await as('tom').patch(`/api/v1/leads/${leads.tina}`, { rating: 'WARM' });
    await setRights({ read: 'team', update: 'own' });
    const undone = await as('tom').post(`/api/v1/change-sets/${changed.headers.get('x-change-set')}/undo`, {
      on_conflict: 'force',
    });
    expect(undone.body.data).toMatchObject({ restored: 0, skipped: [{ object: 'leads', id: leads.tina }] });
  });
});

describe('sharing', () => {
  it('lets one person or a team see a record, or change it, until it is taken back', async () => {
    await setRights({ read: 'own', update: 'own' });
    const path = `/api/v1/leads/${leads.rita}`;
    expect((await as('tom').post(`${path}/shares`, { user_id: people.tom?.id })).status).toBe(404);
    const share = await as('rita').post(`${path}/shares`, { user_id: people.tom?.id });
    expect([share.status, share.body.data.access]).toEqual([201, 'read']);
    expect(await seen('tom')).toEqual(['rita', 'tom']);
    expect((await as('tom').patch(path, { rating: 'HOT' })).status).toBe(403);
    const team = (await admin.get(`/api/v1/users/${people.tina?.id}`)).body.data.team_id;
    await as('rita').post(`${path}/shares`, { team_id: team, access: 'write' });
    expect((await as('tina').patch(path, { rating: 'HOT' })).status).toBe(200);
    const { body } = await as('rita').get(`${path}/shares`);
    expect(body.data).toHaveLength(2);
    for (const one of body.data) expect((await as('rita').delete(`${path}/shares/${one.id}`)).status).toBe(200);
    expect(await seen('tom')).toEqual(['tom']);
  });

  it('names one person or one team, and a record by the path alone', async () => {
    const path = `/api/v1/leads/${leads.tom}/shares`;
    expect(Object.keys((await admin.post(path, {})).body.errors)).toEqual(['user_id', 'team_id']);
    const both = await admin.post(path, { user_id: people.tom?.id, team_id: 1 });
    expect(Object.keys(both.body.errors)).toEqual(['user_id', 'team_id']);
    expect(Object.keys((await admin.post(path, { object: 'users', user_id: 1 })).body.errors)).toEqual(['object']);
  });
});

describe('the explanation of who sees a record', () => {
  it('names everybody who does, with the reasons', async () => {
    await setRights({ read: 'team', update: 'own' });
    await as('tom').post(`/api/v1/leads/${leads.tom}/shares`, { user_id: people.olga?.id });
    const { body } = await as('tom').get(`/api/v1/leads/${leads.tom}/access`);
    const reasons = Object.fromEntries(
      body.data.map((one: { name: string; read: string[]; change: string[] }) => [one.name, [one.read, one.change]]),
    );
    expect(reasons).toEqual({
      'Ada Admin': [['role'], ['role']],
      olga: [['share'], []],
      rita: [['team'], []],
      tina: [['team'], []],
      tom: [['owner', 'team'], ['owner']],
    });
  });
});

describe('field rights', () => {
  it('hide a field from every answer, filter, order, sum and body, or keep it from being changed', async () => {
    await setRights({}, { fields: { opportunities: { amount: 'hidden', name: 'read' }, leads: { email: 'hidden' } } });
    const client = as('tom');
    const { body } = await client.get('/api/v1/opportunities');
    expect(body.data.length).toBeGreaterThan(0);
    for (const deal of body.data) expect(Object.keys(deal)).not.toContain('amount');
    expect((await client.get('/api/opportunities.php')).text).not.toContain('amount');
    const { id } = body.data[0];
    for (const query of [
      'sort=amount',
      'fields=amount',
      `filter=${encodeURIComponent('{"field":"amount","op":">","value":1}')}`,
    ]) {
      expect([query, (await client.get(`/api/v1/opportunities?${query}`)).status]).toEqual([query, 422]);
    }
    expect((await client.get('/api/v1/opportunities/groups?by=stage&sum=amount')).status).toBe(422);
    const changed = await client.patch(`/api/v1/opportunities/${id}`, { amount: 5, name: 'x' });
    expect(changed.body.errors).toEqual({ amount: 'Unknown field', name: 'Your role may not change Name' });
    await client.patch(`/api/v1/opportunities/${id}`, { close_date: '2026-01-31' });
    expect((await admin.get(`/api/v1/opportunities/${id}`)).body.data).toMatchObject({
      amount: 100,
      close_date: '2026-01-31',
    });
    await admin.patch(`/api/v1/opportunities/${id}`, { amount: 987654321 });
    expect((await client.get('/api/v1/changes?limit=1000')).text).not.toContain('987654321');
  });

  it('keep a search from finding what is hidden', async () => {
    await admin.patch(`/api/v1/leads/${leads.olga}`, { email: 'secretword@example.com' });
    expect((await admin.get('/api/v1/leads?search=secretword')).body.total).toBe(1);
    expect((await as('tom').get('/api/v1/leads?search=secretword')).body).toMatchObject({ total: 0, data: [] });
    expect((await as('tom').get('/api/v1/leads?search=olga')).body.total).toBe(1);
  });
});

describe('roles', () => {
  it('take only rights that there are', async () => {
    const rights = (body: object) => admin.patch(`/api/v1/roles/${role.id}`, body);
    for (const permissions of [
      { nothing: {} },
      { leads: { fly: 'all' } },
      { leads: { read: 'some' } },
      { lead_sources: { read: 'own' } },
      { users: { update: 'all' } },
    ]) {
      const { status, body } = await rights({ permissions });
      expect([status, Object.keys(body.errors)]).toEqual([422, ['permissions']]);
    }
    for (const fields of [
      { leads: { nothing: 'read' } },
      { leads: { company: 'hidden' } },
      { leads: { email: 'gone' } },
    ]) {
      const { status, body } = await rights({ fields });
      expect([status, Object.keys(body.errors)]).toEqual([422, ['fields']]);
    }
  });

  it("of the product stay, the admin's as it is, and none goes that somebody has", async () => {
    const all = (await admin.get('/api/v1/roles?limit=100')).body.data as { id: number; key: string }[];
    const idOf = (key: string) => all.find((one) => one.key === key)?.id;
    expect((await admin.patch(`/api/v1/roles/${idOf('admin')}`, { permissions: {} })).status).toBe(200);
    expect(
      (await admin.patch(`/api/v1/roles/${idOf('admin')}`, { permissions: { leads: { read: 'none' } } })).status,
    ).toBe(422);
    expect((await admin.delete(`/api/v1/roles/${idOf('viewer')}`)).status).toBe(409);
    const used = await admin.delete(`/api/v1/roles/${role.id}`);
    expect([used.status, used.body.message]).toEqual([
      409,
      '4 users have this role: name the one that takes its place, as ?replacement=<id>',
    ]);
    const spare = await create('roles', { name: 'Spare' });
    expect((await admin.delete(`/api/v1/roles/${spare.id}`)).status).toBe(200);
  });

  it('go with one that takes their place, in one change that brings both back', async () => {
    const going = await create('roles', { name: 'Going', base: 'viewer' });
    const heir = await create('roles', { name: 'Heir', base: 'rep' });
    const id = await tenant.addUser(going.key, 'gina@example.com');
    const roleOf = async () => (await admin.get(`/api/v1/users/${id}`)).body.data.role;
    const removed = await admin.delete(`/api/v1/roles/${going.id}?replacement=${heir.id}`);
    expect([removed.status, await roleOf()]).toEqual([200, heir.key]);
    const undone = await admin.post(`/api/v1/change-sets/${removed.headers.get('x-change-set')}/undo`);
    expect([undone.status, await roleOf()]).toEqual([200, going.key]);
    expect((await admin.get(`/api/v1/roles/${going.id}`)).status).toBe(200);
  });

  it('change what a role of the product may do, for this tenant alone', async () => {
    const all = (await admin.get('/api/v1/roles?limit=100')).body.data as { id: number; key: string }[];
    const viewer = all.find((one) => one.key === 'viewer')?.id;
    await tenant.addUser('viewer', 'vera@example.com');
    const vera = await test.signedIn(tenant, 'vera@example.com');
    expect((await vera.post('/api/v1/leads', { company: 'A', contact_name: 'B' })).status).toBe(403);
    await admin.patch(`/api/v1/roles/${viewer}`, { permissions: { leads: { create: 'all' } } });
    expect((await vera.post('/api/v1/leads', { company: 'A', contact_name: 'B' })).status).toBe(201);
    expect((await vera.get('/api/v1/session')).body.data.permissions.leads).toMatchObject({
      create: 'all',
      update: 'none',
    });
  });
});
