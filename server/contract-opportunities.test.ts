// api.md section 6, line by line.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { mountsOf } from '#server/testing/mounts.ts';
import { objects } from '#shared/objects/registry.ts';

let test: TestApp;
let tenant: TestTenant;
let client: TestClient;
let leadId: number;

beforeAll(async () => {
  test = await createTestApp();
  tenant = await test.addTenant();
  client = await test.signedIn(tenant);
  leadId = (await client.post('/api/leads.php', { company: 'Acme', contact_name: 'John' })).body.data.id;
});
afterAll(() => test.close());

describe.each(mountsOf(objects.opportunities))('$list', (mount) => {
  const post = (body: object) => client.post(mount.list, { name: 'Deal', ...body });
  const amountOf = async (amount: unknown) => (await post({ amount })).body.data?.amount;

  it('needs a name and nothing else; the stage is QUALIFICATION then', async () => {
    const refused = await client.post(mount.list, {});
    expect([refused.status, Object.keys(refused.body.errors)]).toEqual([422, ['name']]);
    const { status, body } = await client.post(mount.list, { name: 'Deal' });
    expect(status).toBe(201);
    expect(body).toEqual({
      success: true,
      data: {
        id: expect.any(Number),
        name: 'Deal',
        lead_id: null,
        company_id: null,
        contact_id: null,
        pipeline_id: expect.any(Number),
        stage: 'QUALIFICATION',
        amount: null,
        currency: 'USD',
        close_date: null,
        probability: 10,
        base_amount: null,
        weighted_amount: null,
        next_step: null,
        lost_reason: null,
        closed_at: null,
        days_to_close: null,
        owner_id: tenant.adminId,
        tags: [],
        created_at: expect.any(String),
        updated_at: expect.any(String),
        version: 1,
      },
    });
  });

  it('reads, changes and deletes one with the documented answers', async () => {
    const { id } = (await post({ stage: 'PROPOSAL', lead_id: leadId })).body.data;
    expect((await client.get(mount.one(id))).body.data).toMatchObject({ id, stage: 'PROPOSAL', lead_id: leadId });
    const changed = await client.patch(mount.one(id), { stage: 'CLOSED_WON', amount: 10 });
    expect(changed.body.data).toMatchObject({ id, name: 'Deal', stage: 'CLOSED_WON', amount: 10, version: 2 });
    const removed = await client.delete(mount.one(id));
    expect([removed.status, removed.body]).toEqual([200, { success: true, message: 'Opportunity deleted' }]);
    expect((await client.get(mount.one(id))).status).toBe(404);
  });

  it.each([
    'QUALIFICATION',
    'PROPOSAL',
    'NEGOTIATION',
    'CLOSED_WON',
    'CLOSED_LOST',
  ])('takes the stage %s', async (stage) => {
    expect((await post({ stage })).body.data.stage).toBe(stage);
  });

  it('refuses a stage that does not exist, and an empty one on a change', async () => {
    const { body } = await post({ stage: 'WON' });
    expect(Object.keys(body.errors)).toEqual(['stage']);
    const { id } = (await post({})).body.data;
    for (const stage of ['', null]) expect((await client.patch(mount.one(id), { stage })).status).toBe(422);
  });

  it.each([
    [0, 0],
    [-0, 0],
    [1250, 1250],
    [1250.5, 1250.5],
    [0.01, 0.01],
    ['1250.50', 1250.5],
    [' 7 ', 7],
    ['007.10', 7.1],
    ['0.100', 0.1],
    ['-0', 0],
    [9_999_999_999_999.99, 9_999_999_999_999.99],
    ['9999999999999.99', 9_999_999_999_999.99],
    ['', null],
    [null, null],
  ])('takes the amount %j as %j, a JSON number', async (given, kept) => {
    expect(await amountOf(given)).toBe(kept);
  });

  it.each([
    -1,
    -0.01,
    '-5',
    1.005,
    '0.001',
    10_000_000_000_000,
    '10000000000000',
    '9999999999999.999',
    1e21,
    '1e3',
    '1,000',
    '1.000,5',
    '$5',
    'abc',
    'NaN',
    'Infinity',
    '0x10',
    '.',
    '1.',
    true,
    [5],
    { amount: 5 },
    '9'.repeat(100_000),
  ])('refuses the amount %j', async (amount) => {
    const { status, body } = await post({ amount });
    expect([status, Object.keys(body.errors ?? {})]).toEqual([422, ['amount']]);
  });

  it.each([
    '2026-01-31',
    '2024-02-29',
    '2000-02-29',
    '0001-01-01',
    '9999-12-31',
    ' 2026-12-31 ',
  ])('takes the close date %s', async (close_date) => {
    expect((await post({ close_date })).body.data?.close_date).toBe(close_date.trim());
  });

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-5',
    '01/31/2026',
    '20260131',
    '2026-01-31T00:00:00Z',
    '+2026-01-31',
    '-001-01-01',
    '0000-01-01',
    '10000-01-01',
    'tomorrow',
    'infinity',
    20_260_131,
    true,
    ['2026-01-31'],
  ])('refuses the close date %j, which is no real calendar day written YYYY-MM-DD', async (close_date) => {
    const { status, body } = await post({ close_date });
    expect([status, Object.keys(body.errors ?? {})]).toEqual([422, ['close_date']]);
  });

  it('names a wrong stage, amount, close_date, lead_id and owner_id at once', async () => {
    const wrong = { stage: 'X', amount: -1, close_date: 'x', lead_id: 999_999_999, owner_id: 'me' };
    const { status, body } = await post(wrong);
    expect([status, Object.keys(body.errors).sort()]).toEqual([422, Object.keys(wrong).sort()]);
  });

  it.each([
    0,
    -1,
    1.5,
    'abc',
    '1e2',
    true,
    [1],
    {},
    2 ** 53,
    '99999999999999999999',
  ])('refuses the lead_id %j', async (lead_id) => {
    const { status, body } = await post({ lead_id });
    expect([status, Object.keys(body.errors ?? {})]).toEqual([422, ['lead_id']]);
  });

  it('refuses the id of a deleted lead as one that never was', async () => {
    const gone = (await client.post('/api/leads.php', { company: 'Gone', contact_name: 'X' })).body.data.id;
    await client.delete(`/api/leads.php?id=${gone}`);
    const [deleted, unknown] = [await post({ lead_id: gone }), await post({ lead_id: 888_888_888 })];
    expect([deleted.status, deleted.text]).toEqual([unknown.status, unknown.text]);
    expect(deleted.status).toBe(422);
  });

  it('keeps the opportunities of a lead that is deleted', async () => {
    const lead = (await client.post('/api/leads.php', { company: 'Gone', contact_name: 'X' })).body.data.id;
    const { id } = (await post({ lead_id: lead })).body.data;
    await client.delete(`/api/leads.php?id=${lead}`);
    expect((await client.get(mount.one(id))).body.data.lead_id).toBe(lead);
    expect((await client.patch(mount.one(id), { name: 'Renamed' })).status).toBe(200);
  });
});

describe.each(mountsOf(objects.opportunities))('the list of $list', (mount) => {
  let other: TestTenant;
  let me: TestClient;
  let lead: number;
  let rep: number;

  beforeAll(async () => {
    other = await test.addTenant();
    me = await test.signedIn(other);
    rep = await other.addUser('rep', `rep${other.id}@example.com`);
    lead = (await me.post('/api/leads.php', { company: 'Acme', contact_name: 'John' })).body.data.id;
    await me.post(mount.list, { name: 'Alpha', stage: 'PROPOSAL', lead_id: lead });
    await me.post(mount.list, { name: 'Beta', stage: 'PROPOSAL', owner_id: rep });
    await me.post(mount.list, { name: 'Gamma', lead_id: lead, owner_id: rep });
    await me.post(mount.list, { name: 'alphabet', stage: 'CLOSED_WON', owner_id: null });
  });

  it.each([
    ['', ['alphabet', 'Gamma', 'Beta', 'Alpha']],
    ['stage=PROPOSAL', ['Beta', 'Alpha']],
    ['lead_id=LEAD', ['Gamma', 'Alpha']],
    ['owner_id=REP', ['Gamma', 'Beta']],
    ['owner_id=REP&stage=PROPOSAL', ['Beta']],
    ['lead_id=LEAD&stage=PROPOSAL&owner_id=REP', []],
    ['search=ALPHA', ['alphabet', 'Alpha']],
    ['search=alpha&stage=CLOSED_WON', ['alphabet']],
    ['lead_id=999999999', []],
    ['limit=1&page=2', ['Gamma']],
  ])('with %s finds %j', async (query, names) => {
    const path = `${mount.list}?${query.replace('LEAD', String(lead)).replace('REP', String(rep))}`;
    const { body } = await me.get(path);
    expect(body.data.map((one: { name: string }) => one.name)).toEqual(names);
    expect(body.total).toBe(query.includes('limit') ? 4 : names.length);
  });

  it('refuses an unknown stage and ids that are none, at once', async () => {
    const { status, body } = await me.get(`${mount.list}?stage=WON&lead_id=x&owner_id=0`);
    expect([status, Object.keys(body.errors).sort()]).toEqual([422, ['lead_id', 'owner_id', 'stage']]);
  });
});

it('each stage has a probability and a type open, won or lost', async () => {
  const { options } = (await client.get('/api/v1/session')).body.data;
  expect(options.opportunities.stage).toEqual([
    { value: 'QUALIFICATION', label: 'Qualification', type: 'open', probability: 10 },
    { value: 'PROPOSAL', label: 'Proposal', type: 'open', probability: 40 },
    { value: 'NEGOTIATION', label: 'Negotiation', type: 'open', probability: 70 },
    { value: 'CLOSED_WON', label: 'Closed won', type: 'won', probability: 100 },
    { value: 'CLOSED_LOST', label: 'Closed lost', type: 'lost', probability: 0 },
  ]);
});
