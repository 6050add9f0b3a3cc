// What Citus wants of a schema and of statements, shown on plain PostgreSQL: that every tenant could lie on a machine of its own.
import { glob, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database, Tx } from '#server/platform/db/database.ts';
import { distribute, LOCAL_TABLES, planDistribution } from '#server/platform/db/distribute.ts';
import { asOwner } from '#server/platform/db/setup.ts';
import type { Sql } from '#server/platform/db/sql.ts';
import { createTestApp, type TestApp } from '#server/testing/app.ts';
import { type Owner, openOwner } from '#server/testing/owner.ts';
import { createSamples } from '#server/testing/sample-record.ts';
import { objectList } from '#shared/objects/registry.ts';

const ofTenants = new Set<string>();
const global = new Set<string>();
let test: TestApp;
let owner: Owner;
let tables: string[];

/** Notes every statement by whether it is for one tenant. */
function noted(db: Database): Database {
  const note = (query: Sql) => {
    ofTenants.add(query.text);
    return query;
  };
  const noting = (tx: Tx): Tx => ({
    query: (query) => tx.query(typeof query === 'function' ? () => note(query()) : note(query)),
    atCommit: (query) => tx.atCommit(note(query)),
  });
  return {
    ...db,
    global: (query) => {
      global.add(query.text);
      return db.global(query);
    },
    read: (tenantId, queries, unit) => db.read(tenantId, queries.map(note), unit),
    readWith: (tenantId, work, unit) => db.readWith(tenantId, (tx) => work(noting(tx)), unit),
    write: (tenantId, work, unit) => db.write(tenantId, (tx) => work(noting(tx)), unit),
  };
}

beforeAll(async () => {
  test = await createTestApp({ wrapDatabase: noted });
  owner = await openOwner(test.ownerUrl);
  tables = (await owner.tenantTables()).filter((table) => !LOCAL_TABLES.includes(table));
  const client = await test.signedIn(await test.addTenant());
  const ids = await createSamples(client, 'word');
  for (const { name, path, routes } of objectList.filter((one) => one.routes)) {
    void routes;
    const one = `/api/v1/${path}/${ids[name]}`;
    for (const at of [`?search=word&total=true`, '/groups', `/export`]) await client.get(`/api/v1/${path}${at}`);
    for (const at of ['', '/timeline', '/changes', '/access']) await client.get(one + at);
    await client.patch(one, {});
  }
  for (const at of ['changes', 'change-sets', 'search?q=word', 'audit', 'fields', 'session'])
    await client.get(`/api/v1/${at}`);
  await client.delete(`/api/v1/leads/${ids.leads}`);
  await client.delete('/api/v1/leads/trash');
});
afterAll(async () => {
  await owner.close();
  await test.close();
});

/** The tenant tables that a statement names as something to read or write. */
const tablesIn = (text: string) =>
  tables.filter((table) => new RegExp(`\\b(from|join|into|update)\\s+"?${table}"?(?![\\w.])`, 'i').test(text));

describe('a table of tenants', () => {
  it('has the tenant in every key, unique index and foreign key', async () => {
    const indexes = await owner.query<{ name: string; columns: string[] }>(
      `select i.indexrelid::regclass::text as name, array_agg(pg_get_indexdef(i.indexrelid, at, true)) as columns
       from pg_index i join pg_class c on c.oid = i.indrelid, generate_series(1, i.indnatts) at
       where (indisunique or indisprimary) and c.relname::text = any($1) group by 1`,
      [tables],
    );
    expect(indexes.filter(({ columns }) => !columns.includes('tenant_id'))).toEqual([]);
    const keys = await owner.query<{ table: string; definition: string }>(
      `select conrelid::regclass::text as table, pg_get_constraintdef(oid) as definition from pg_constraint
       where contype = 'f' and conrelid::regclass::text = any($1)`,
      [tables],
    );
    const within = /^FOREIGN KEY \(tenant_id, \w+\) REFERENCES (\w+)\(tenant_id, \w+\)/;
    for (const { table, definition } of keys) {
      const target = within.exec(definition)?.[1];
      const isRight = target
        ? tables.includes(target)
        : definition.startsWith('FOREIGN KEY (tenant_id) REFERENCES tenants(id)');
      expect([table, definition, isRight]).toEqual([table, definition, true]);
    }
    expect(keys.length).toBeGreaterThan(20);
  });

  it('has no trigger, no exclusion and no column that is generated from another table', async () => {
    const found = await owner.query(
      `select tgrelid::regclass::text as table, tgname::text as what from pg_trigger where not tgisinternal and tgrelid::regclass::text = any($1)
       union all select conrelid::regclass::text, conname::text from pg_constraint where contype = 'x' and conrelid::regclass::text = any($1)`,
      [tables],
    );
    expect(found).toEqual([]);
  });

  it('is in the plan, which takes every key between them off and puts it on again', async () => {
    const plan = await asOwner(test.ownerUrl, (client) => planDistribution(client));
    expect([...plan.distributed].sort()).toEqual([...tables].sort());
    expect(plan.reference).toEqual(['tenants']);
    expect(plan.keys.length).toBeGreaterThan(20);
    const left = await asOwner(test.ownerUrl, (client) => planDistribution(client, ['tenants', 'leads']));
    expect([left.reference, left.distributed.includes('leads')]).toEqual([[], false]);
  });
});

describe('a statement', () => {
  it('on tables of tenants names the tenant once for each of them', () => {
    expect(ofTenants.size).toBeGreaterThan(100);
    const broken = [...ofTenants].filter((text) => {
      const named = text.match(/tenant_id/g)?.length ?? 0;
      return named < tablesIn(text).length;
    });
    expect(broken).toEqual([]);
  });

  it('for nobody in particular touches no table of tenants', () => {
    expect([...global].filter((text) => tablesIn(text).length > 0)).toEqual([]);
    expect(global.size).toBeGreaterThan(3);
  });

  it('sets the tenant by a plain SET LOCAL, which Citus hands on, and by nothing else', async () => {
    const others: string[] = [];
    for await (const file of glob('server/**/*.ts', { cwd: `${import.meta.dirname}/..` })) {
      if (file.endsWith('.test.ts')) continue;
      const text = await readFile(`${import.meta.dirname}/../${file}`, 'utf8');
      if (/set_config\(\s*'app\.|set\s+(session\s+)?app\./.test(text)) others.push(file);
    }
    expect(others).toEqual([]);
  });
});

it('a database without Citus says so, and nothing is changed', async () => {
  await expect(asOwner(test.ownerUrl, distribute)).rejects.toThrow(/^The database has no Citus extension: /);
});
