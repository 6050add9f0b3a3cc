// The one write path: after any mix of writes, totals, history and change sets say what the records say.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestAnswer, TestClient } from '#server/testing/client.ts';
import { mountsOf } from '#server/testing/mounts.ts';
import { type Owner, openOwner } from '#server/testing/owner.ts';
import { objects } from '#shared/objects/registry.ts';

/** The same numbers for the same seed (mulberry32), from 0 to below 1. */
function randomFrom(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let one = Math.imul(state ^ (state >>> 15), 1 | state);
    one = (one + Math.imul(one ^ (one >>> 7), 61 | one)) ^ one;
    return ((one ^ (one >>> 14)) >>> 0) / 2 ** 32;
  };
}

const statuses = ['NEW', 'WORKING', 'QUALIFIED', 'UNQUALIFIED', 'CONVERTED'];
const ratings = ['HOT', 'WARM', 'COLD', null];
const stages = ['QUALIFICATION', 'PROPOSAL', 'NEGOTIATION', 'CLOSED_WON', 'CLOSED_LOST'];
const types = ['NOTE', 'CALL', 'EMAIL', 'MEETING'];
const amounts = [null, 0, 0.01, 0.1, 19.99, 1234.56, 9_999_999.99];

let test: TestApp;
let owner: Owner;
let tenant: TestTenant;
let client: TestClient;
let people: number[];
let sources: number[];

beforeAll(async () => {
  test = await createTestApp();
  owner = await openOwner(test.ownerUrl);
});
afterAll(async () => {
  await owner.close();
  await test.close();
});

const fresh = async () => {
  tenant = await test.addTenant();
  client = await test.signedIn(tenant);
  people = [tenant.adminId, await tenant.addUser('rep', `rep${tenant.id}@example.com`)];
  sources = (await client.get('/api/v1/lead-sources')).body.data.map((one: { id: number }) => one.id).slice(0, 3);
};

/** Random writes of one client: creates, changes, deletions, and requests that are refused. */
async function writeAtRandom(
  random: () => number,
  count: number,
  ids: { leads: number[]; opportunities: number[]; activities: number[] },
) {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const statusesSeen: number[] = [];
  const note = ({ status }: TestAnswer) => statusesSeen.push(status);
  const bodies = {
    leads: () => ({
      status: pick(statuses),
      rating: pick(ratings),
      source_id: pick([null, ...sources]),
      owner_id: pick([null, ...people]),
    }),
    opportunities: () => ({ stage: pick(stages), amount: pick(amounts), owner_id: pick([null, ...people]) }),
    activities: () => ({ type: pick(types), owner_id: pick([null, ...people]) }),
  };
  const needed = {
    leads: { company: 'A', contact_name: 'B' },
    opportunities: { name: 'C' },
    activities: { body: 'D' },
  };
  for (let at = 0; at < count; at += 1) {
    const name = pick(['leads', 'leads', 'opportunities', 'opportunities', 'activities'] as const);
    const mount = pick(mountsOf(objects[name]));
    const id = pick(ids[name]);
    const dice = random();
    if (id === undefined || dice < 0.45) {
      const lead = name === 'activities' ? { lead_id: pick(ids.leads) } : {};
      const answer = await client.post(mount.list, { ...needed[name], ...bodies[name](), ...lead });
      note(answer);
      if (answer.status === 201) ids[name].push(answer.body.data.id);
    } else if (dice < 0.8) note(await client.patch(mount.one(id), bodies[name]()));
    else if (dice < 0.9) note(await client.delete(mount.one(id)));
    else note(await client.patch(mount.one(id), { ...bodies[name](), owner_id: 999_999_999 }));
  }
  return statusesSeen;
}

/** Every combination of filters that a rollup or a count answers, against a count of the rows. */
async function expectTotals(): Promise<void> {
  const combinations: Record<string, Record<string, readonly unknown[]>> = {
    leads: { status: statuses, rating: ratings, source_id: sources, owner_id: people },
    opportunities: { stage: stages, owner_id: people },
    activities: { type: types, owner_id: people },
  };
  for (const [name, fields] of Object.entries(combinations)) {
    const rows = await owner.query(`select * from ${name} where tenant_id = ${tenant.id} and deleted_at is null`);
    const names = Object.keys(fields);
    const filters: Record<string, unknown>[] = [{}];
    for (const field of names) {
      for (const filter of [...filters]) {
        for (const value of fields[field] ?? []) if (value !== null) filters.push({ ...filter, [field]: value });
      }
    }
    for (const filter of filters) {
      const expected = rows.filter((row) =>
        Object.entries(filter).every(([field, value]) => row[field] === value),
      ).length;
      const query = new URLSearchParams(
        Object.entries(filter).map(([field, value]): [string, string] => [field, String(value)]),
      );
      const { body } = await client.get(`/api/${name}.php?limit=1&${query}`);
      expect([name, filter, body.total]).toEqual([name, filter, expected]);
    }
  }
}

/** The stored figures, counts and sums of money, against the records. */
async function expectRollups(): Promise<void> {
  for (const object of [
    objects.leads,
    objects.opportunities,
    objects.activities,
    objects.lead_sources,
    objects.users,
  ]) {
    for (const dims of object.rollups as readonly (readonly string[])[]) {
      for (const measure of object.name === 'opportunities' ? ['base_amount', 'weighted_amount'] : ['']) {
        const keys = [0, 1, 2].map((at) => (dims[at] ? `coalesce("${dims[at]}"::text, '')` : "''"));
        const [difference] = await owner.query<{ rows: unknown }>(
          `with stored as (
           select k1, k2, k3, sum(count) as count, sum(sum) as sum from rollups
           where tenant_id = $1 and object = $2 and dims = $3 and measure = $4 group by 1, 2, 3 having sum(count) <> 0 or sum(sum) <> 0),
         counted as (
           select ${keys.map((key, at) => `${key} as k${at + 1}`).join(', ')}, count(*) as count,
             ${measure ? `coalesce(sum("${measure}"), 0)` : '0'} as sum
           from "${object.name}" where tenant_id = $1 and deleted_at is null group by 1, 2, 3)
         select jsonb_agg(to_jsonb(d)) as rows from (
           (select 'stored' as where, * from stored except select 'stored', * from counted) union all
           (select 'counted', * from counted except select 'counted', * from stored)) d`,
          [tenant.id, object.name, dims.join(), measure],
        );
        expect([object.name, dims, measure, difference?.rows]).toEqual([object.name, dims, measure, null]);
      }
    }
  }
}

describe.each([1, 2, 3])('after random writes (seed %i)', (seed) => {
  it('one after the other, every total and every stored figure equals a count of the rows', async () => {
    await fresh();
    const seen = await writeAtRandom(randomFrom(seed), 120, { leads: [], opportunities: [], activities: [] });
    expect(new Set(seen)).toEqual(new Set([200, 201, 404, 422]));
    await expectTotals();
    await expectRollups();
  });

  it('eight at a time on the same records, every total and every stored figure equals a count of the rows', async () => {
    await fresh();
    const shared = { leads: [] as number[], opportunities: [] as number[], activities: [] as number[] };
    const writers = Array.from({ length: 8 }, (_, at) => writeAtRandom(randomFrom(seed * 100 + at), 25, shared));
    const seen = (await Promise.all(writers)).flat();
    for (const status of seen) expect([200, 201, 404, 422]).toContain(status);
    await expectTotals();
    await expectRollups();
  });
});

const momentOf = (value: unknown) => (typeof value === 'string' ? new Date(value).toISOString() : value);

describe('the history', () => {
  const changesOf = (object: string, id: number) =>
    owner.query(
      `select c.action, c.before, c.after, c.user_id, c.via, s.action as set_action, s.user_id as set_user, s.via as set_via,
         s.request_id is not null as has_request, c.change_set_id
       from changes c join change_sets s on s.tenant_id = c.tenant_id and s.id = c.change_set_id
       where c.tenant_id = ${tenant.id} and object = $1 and record_id = $2 order by c.id`,
      [object, id],
    );

  it('of a record holds who did what through what, with the changed fields before and after', async () => {
    await fresh();
    const created = await client.post('/api/leads.php', { company: 'Acme', contact_name: 'Bob', rating: 'HOT' });
    const { id } = created.body.data;
    const path = `/api/v1/leads/${id}`;
    const headers = { 'sec-fetch-site': 'same-origin' };
    const body = { company: 'Acme Inc', rating: 'HOT', status: 'WORKING' };
    const changed = await client.send(path, { method: 'PATCH', headers, body });
    const same = await client.patch(path, { company: 'Acme Inc' });
    const removed = await client.delete(path);
    const whole = {
      company: 'Acme',
      contact_name: 'Bob',
      email: null,
      phone: null,
      status: 'NEW',
      rating: 'HOT',
      source_id: null,
      owner_id: tenant.adminId,
      company_id: null,
      contact_id: null,
      opportunity_id: null,
      converted_at: null,
      tags: [],
    };
    const by = { user_id: tenant.adminId, set_user: tenant.adminId, has_request: true };
    const setOf = (answer: TestAnswer) => Number(answer.headers.get('x-change-set'));
    expect(same.headers.get('x-change-set')).toBe(null);
    expect(await changesOf('leads', id)).toEqual([
      {
        ...by,
        action: 'create',
        set_action: 'create',
        before: null,
        after: whole,
        via: 'api',
        set_via: 'api',
        change_set_id: setOf(created),
      },
      {
        ...by,
        action: 'update',
        set_action: 'update',
        before: { company: 'Acme', status: 'NEW' },
        after: { company: 'Acme Inc', status: 'WORKING' },
        via: 'web',
        set_via: 'web',
        change_set_id: setOf(changed),
      },
      {
        ...by,
        action: 'delete',
        set_action: 'delete',
        before: { ...whole, company: 'Acme Inc', status: 'WORKING' },
        after: null,
        via: 'api',
        set_via: 'api',
        change_set_id: setOf(removed),
      },
    ]);
  });

  it('played forward from the creates gives every record as it is', async () => {
    await fresh();
    await writeAtRandom(randomFrom(77), 120, { leads: [], opportunities: [], activities: [] });
    for (const object of ['leads', 'opportunities', 'activities'] as const) {
      const changes = await owner.query<{
        record_id: number;
        action: string;
        before: object | null;
        after: object | null;
      }>(
        `select record_id, action, before, after from changes where tenant_id = ${tenant.id} and object = '${object}' order by id`,
      );
      const moments = Object.entries(objects[object].fields).filter(([, { kind }]) => kind === 'datetime');
      // PostgreSQL writes the same moment in another way.
      const alike = (row: object) => ({
        ...row,
        ...Object.fromEntries(
          moments.flatMap(([name]) => (Object.hasOwn(row, name) ? [[name, momentOf(Reflect.get(row, name))]] : [])),
        ),
      });
      const played = new Map<number, object>();
      for (const { record_id, action, before, after } of changes) {
        const known = played.get(record_id) ?? {};
        if (action !== 'create') expect(alike(known)).toMatchObject(alike(before ?? {}));
        if (action === 'update') expect(Object.keys(before ?? {})).toEqual(Object.keys(after ?? {}));
        if (action === 'delete') played.delete(record_id);
        else played.set(record_id, { ...known, ...after });
      }
      const fields = Object.keys(objects[object].fields).map((name) => `"${name}"`);
      const rows = await owner.query<{ id: number; row: object }>(
        `select id, (select to_jsonb(f) from (select ${fields.join()}) f) as row from ${object} t where tenant_id = ${tenant.id} and deleted_at is null`,
      );
      const expected = new Map([...played].map(([id, row]) => [id, alike(row)]));
      expect(new Map(rows.map(({ id, row }) => [id, alike(row)]))).toEqual(expected);
    }
  });

  it('has one change set for each write that changed something, and none for what was refused', async () => {
    await fresh();
    const sets = async () => (await owner.query(`select id from change_sets where tenant_id = ${tenant.id}`)).length;
    const before = await sets();
    const seen = await writeAtRandom(randomFrom(5), 100, { leads: [], opportunities: [], activities: [] });
    const [empty] = await owner.query<{ count: number }>(
      `select count(*) as count from change_sets s where tenant_id = ${tenant.id}
       and not exists (select from changes c where c.tenant_id = s.tenant_id and c.change_set_id = s.id)`,
    );
    expect(empty?.count).toBe(0);
    const [changes] = await owner.query<{ count: number }>(
      `select count(*) as count from changes where tenant_id = ${tenant.id}`,
    );
    expect(await sets()).toBeGreaterThan(before);
    expect((await sets()) - before).toBeLessThanOrEqual(seen.filter((status) => status < 300).length);
    expect(changes?.count).toBeGreaterThanOrEqual(await sets());
  });
});
