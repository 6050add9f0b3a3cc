// Tenants see nothing of each other: every route and every object, also with either of the two walls broken.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRoutes } from '#server/app.ts';
import type { Database, Tx } from '#server/platform/db/database.ts';
import { type Sql, sql } from '#server/platform/db/sql.ts';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestAnswer, TestClient, TestRequest } from '#server/testing/client.ts';
import { mountsOf } from '#server/testing/mounts.ts';
import { type Owner, openOwner } from '#server/testing/owner.ts';
import { createSamples, type Ids, sampleBody } from '#server/testing/sample-record.ts';
import { includeNames } from '#shared/include-names.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { objectList } from '#shared/objects/registry.ts';

/** An id that no record of any tenant has. */
const NEVER = 999_999_999;

/** Query parameters that say where to read on or how much, and look no record up. */
const POSITIONS = ['page', 'limit', 'include', 'cursor', 'since'];

let statementsBroken = 0;

/** The engine's own filter taken out of every statement: what it would look like if somebody forgot it everywhere. */
function withoutFilters(db: Database): Database {
  const broken = (query: Sql): Sql => {
    const text = query.text.replaceAll(/(?:\b\w+\.|"\w+"\.)?\btenant_id = (\$\d+)/g, '$1::bigint is not null');
    if (text !== query.text) statementsBroken += 1;
    return { text, values: query.values } as unknown as Sql;
  };
  const brokenTx = (tx: Tx): Tx => ({
    query: (query) => tx.query(typeof query === 'function' ? () => broken(query()) : broken(query)),
    atCommit: (query) => tx.atCommit(broken(query)),
  });
  return {
    ...db,
    read: (tenantId, queries, unit) => db.read(tenantId, queries.map(broken), unit),
    readWith: (tenantId, work, unit) => db.readWith(tenantId, (tx) => work(brokenTx(tx)), unit),
    write: (tenantId, work, unit) => db.write(tenantId, (tx) => work(brokenTx(tx)), unit),
  };
}

async function dropPolicies(owner: Owner): Promise<void> {
  for (const table of await owner.tenantTables())
    await owner.query(`alter table "${table}" disable row level security`);
}

describe.each([
  ['with both walls', { wrapDatabase: (db: Database) => db, policies: true }],
  ["with row-level security alone, the engine's filter broken", { wrapDatabase: withoutFilters, policies: true }],
  ["with the engine's filter alone, row-level security off", { wrapDatabase: (db: Database) => db, policies: false }],
])('%s', (_, { wrapDatabase, policies }) => {
  let test: TestApp;
  let owner: Owner;
  let us: TestTenant;
  let client: TestClient;
  const words = { us: 'canaryus', them: 'canarythem', others: 'canaryothers' };
  let own: Ids;
  let foreign: Ids;
  /** An id of the other tenant in each table that has ids. */
  const theirIds: Ids = {};
  let before: unknown[];
  let strangers: number[];

  beforeAll(async () => {
    test = await createTestApp({ wrapDatabase });
    owner = await openOwner(test.ownerUrl);
    us = await test.addTenant('Us');
    const them = await test.addTenant(words.them);
    const others = await test.addTenant(words.others);
    client = await test.signedIn(us);
    own = await createSamples(client, words.us);
    foreign = await createSamples(await test.signedIn(them), words.them);
    await createSamples(await test.signedIn(others), words.others);
    strangers = [them.id, others.id];
    for (const table of await owner.tenantTables()) {
      const [row] = await owner.query<{ id: number | null }>(
        `select max((to_jsonb(t)->>'id')::bigint) as id from "${table}" t where tenant_id = ${them.id}`,
      );
      if (row?.id) theirIds[table] = row.id;
    }
    if (!policies) await dropPolicies(owner);
    before = await Promise.all(strangers.map((id) => owner.digests(id)));
  });
  afterAll(async () => {
    await owner.close();
    await test.close();
  });

  /** What a request answers; fails when it holds a word of another tenant. */
  const answer = async (who: TestClient, path: string, request: TestRequest = {}) => {
    const got = await who.send(path, request);
    // Signing out works whatever it is sent with.
    if (got.headers.get('clear-site-data')) client = await test.signedIn(us);
    expect([path, got.status >= 500]).toEqual([path, false]);
    // The audit log repeats what we ourselves have searched for.
    const told = got.text.replaceAll(`"search":"${words.them}"`, '');
    const everything = `${told} ${JSON.stringify([...got.headers])}`;
    if (!path.includes('canarythem')) expect(everything).not.toContain(words.them);
    expect(everything).not.toContain(words.others);
    return sameness(got);
  };

  /** That a request with something foreign answers as the same request with something that never was. */
  const expectSame = async (make: (id: number, word: string) => [path: string, request?: TestRequest]) => {
    const there = await answer(client, ...make(foreign.any ?? 0, words.them));
    const nowhere = await answer(client, ...make(NEVER, 'canarynever'));
    expect(unworded(there)).toEqual(unworded(nowhere));
    return there;
  };

  const withForeign = async <T>(id: number, work: () => Promise<T>): Promise<T> => {
    foreign.any = id;
    return work();
  };

  it.each(
    allRoutes().map(({ route }) => [route.method, route.path, route] as const),
  )('%s %s answers foreign ids as ids that never were', async (method, path, route) => {
    const isUnsafe = method !== 'GET';
    // `/api/v1/change-sets/:id/undo` and `/api/leads.php` name the table that their ids belong to.
    // `/api/v1/members` is another name of an object's own routes.
    const named = /^\/api\/(?:v1\/)?([a-z_-]+)/.exec(path)?.[1]?.replaceAll('-', '_') ?? '';
    const resource = route.object ?? named;
    const ids = Object.hasOwn(theirIds, resource) ? [theirIds[resource] ?? 0] : Object.values(theirIds);
    for (const id of new Set(ids)) {
      await withForeign(id, async () => {
        const body = isUnsafe ? { tenant_id: strangers[0] } : undefined;
        if (path.includes(':id')) {
          const got = await expectSame((one) => [
            path.replace(':id', String(one)),
            { method, body: isUnsafe ? {} : body },
          ]);
          expect([path, got.status]).toEqual([path, 404]);
        }
        for (const name of ['id', ...(route.query ?? [])]) {
          // `user_id` takes ids of users: the same number is another record's elsewhere, maybe one of ours.
          const meant = theirIds[name.replace(/_id$/, 's')] ?? id;
          const to = path.replace(':id', String(NEVER));
          await expectSame((_, word) => [`${to}?${name}=${word}`, { method, body }]);
          // Positions and names of fields are no ids: with another one the answer may differ, but never by what others have.
          if (POSITIONS.includes(name)) await answer(client, `${to}?${name}=${meant}`, { method, body });
          else await withForeign(meant, () => expectSame((one) => [`${to}?${name}=${one}`, { method, body }]));
          foreign.any = id;
        }
        await expectSame((one) => [
          path.replace(':id', String(one)),
          { method, body: isUnsafe ? { id: one, tenant_id: one } : undefined },
        ]);
      });
    }
  });

  describe.each(
    objectList.flatMap((object) => mountsOf(object).map((mount) => [mount.list, object, mount] as const)),
  )('%s', (list, object, mount) => {
    it('reads, changes and deletes nothing by a foreign id, while it reads its own', async () => {
      const body = { ...sampleBody(object, 'canarynew', own) };
      await withForeign(foreign[object.name] ?? 0, async () => {
        const { status } = await expectSame((id) => [mount.one(id)]);
        expect(status).toBe(404);
        expect((await expectSame((id) => [mount.one(id), { method: 'PATCH', body }])).status).toBe(404);
        if (object.removable)
          expect((await expectSame((id) => [mount.one(id), { method: 'DELETE' }])).status).toBe(404);
      });
      const mine = await answer(client, mount.one(own[object.name] ?? 0));
      expect([mine.status, mine.text.includes(words.us)]).toEqual([200, true]);
    });

    it('lists and finds its own records only, with all that include adds', async () => {
      const include = [...includeNames(object.fields).keys()].join();
      const all = await answer(client, `${list}?limit=100&include=${include}`);
      expect([all.status, all.text.includes(words.us)]).toEqual([200, true]);
      const found = await answer(client, `${list}?search=${words.them}`);
      expect(JSON.parse(found.text)).toMatchObject({ data: [], total: 0 });
    });

    it.each(relationsOf(object))('takes no foreign id as %s, in bodies and in filters', async (name) => {
      const target = object.fields[name]?.target ?? '';
      await withForeign(foreign[target] ?? 0, async () => {
        const created = await expectSame((id) => [
          list,
          { method: 'POST', body: { ...sampleBody(object, 'canarynew', own), [name]: id } },
        ]);
        const changed = await expectSame((id) => [
          mount.one(own[object.name] ?? 0),
          { method: 'PATCH', body: { [name]: id } },
        ]);
        for (const { status, text } of [created, changed]) {
          expect([status, Object.keys(JSON.parse(text).errors)]).toEqual([422, [name]]);
        }
        const filtered = await expectSame((id) => [object.fields[name]?.filter ? `${list}?${name}=${id}` : list]);
        if (object.fields[name]?.filter) expect(JSON.parse(filtered.text)).toMatchObject({ data: [], total: 0 });
      });
    });
  });

  it('after all this the others still have every row as it was', async () => {
    expect(await Promise.all(strangers.map((id) => owner.digests(id)))).toEqual(before);
    if (wrapDatabase === withoutFilters) expect(statementsBroken).toBeGreaterThan(500);
    const visible = await test.app.db.global<{ count: number }>(sql`select count(*) as count from leads`);
    expect(visible[0]?.count).toBe(policies ? 0 : 3);
  });
});

function relationsOf(object: ObjectDefinition): string[] {
  return Object.keys(object.fields).filter((name) => object.fields[name]?.kind === 'relation');
}

interface Same {
  status: number;
  text: string;
  headers: [string, string][];
}

/** The answer without what differs from request to request. */
function sameness({ status, headers, text }: TestAnswer): Same {
  const changing = ['date', 'x-request-id', 'x-change-set', 'content-length', 'set-cookie'];
  return { status, text, headers: [...headers].filter(([name]) => !changing.includes(name)) };
}

/** Tokens differ each time, and messages may quote what was sent. */
function unworded(one: Same): Same {
  const text = one.text.replaceAll(/"csrf_token":"[^"]*"/g, '').replaceAll(/canary(them|never)/g, '');
  return { ...one, text };
}
