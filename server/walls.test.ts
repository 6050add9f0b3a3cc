// The second wall by itself: what PostgreSQL enforces whatever the program does.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raw, sql } from '#server/platform/db/sql.ts';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import { type Owner, openOwner } from '#server/testing/owner.ts';
import { createSamples } from '#server/testing/sample-record.ts';

/** Tables that name a tenant and are global all the same: they are read before it is known whose request it is. */
const GLOBAL = ['invitations', 'logins', 'sessions'];

/** Tables whose rows the application may add and never touch again. */
const APPEND_ONLY = ['audit_events'];

let test: TestApp;
let owner: Owner;
let ours: TestTenant;
let theirs: TestTenant;
let tables: string[];

beforeAll(async () => {
  test = await createTestApp();
  owner = await openOwner(test.ownerUrl);
  ours = await test.addTenant('Ours');
  theirs = await test.addTenant('Theirs');
  await createSamples(await test.signedIn(ours), 'ours');
  await createSamples(await test.signedIn(theirs), 'theirs');
  for (const tenant of [ours, theirs])
    await (await test.signedIn(tenant)).patch('/api/v1/session', { time_zone: 'UTC' });
  tables = (await owner.tenantTables()).filter((table) => !GLOBAL.includes(table));
});
afterAll(async () => {
  await owner.close();
  await test.close();
});

const message = async (work: Promise<unknown>) =>
  work.then(
    () => 'it went through',
    (error: Error) => error.message,
  );

/** Puts a tenant's row of a table in once more, as the application's role. */
async function copyOf(table: string, tenantId: number) {
  const columns = await owner.query<{ name: string }>(
    `select attname::text as name from pg_attribute where attrelid = '"${table}"'::regclass and attnum > 0 and not attisdropped and attidentity = ''`,
  );
  const list = columns.map(({ name }) => `"${name}"`).join(', ');
  const [row] = await owner.query(`select to_jsonb(t) as row from "${table}" t where tenant_id = ${tenantId} limit 1`);
  expect([table, row]).toEqual([table, expect.anything()]);
  return sql`insert into ${raw(`"${table}"`)} (${raw(list)})
    select ${raw(list)} from jsonb_populate_record(null::${raw(`"${table}"`)}, ${JSON.stringify(row?.row)}::jsonb)`;
}

describe('the application role', () => {
  it('without a tenant sees no row of any tenant table and can add, change and delete none', async () => {
    expect(tables.length).toBeGreaterThanOrEqual(9);
    for (const table of tables) {
      const name = raw(`"${table}"`);
      const [stored] = await owner.query<{ count: number }>(`select count(*) as count from "${table}"`);
      expect([table, stored?.count]).not.toEqual([table, 0]);
      expect([table, await test.app.db.global(sql`select count(*) as count from ${name}`)]).toEqual([
        table,
        [{ count: 0 }],
      ]);
      expect([table, await message(test.app.db.global(await copyOf(table, theirs.id)))]).toEqual([
        table,
        expect.stringContaining('row-level security'),
      ]);
      if (APPEND_ONLY.includes(table)) continue;
      expect(await test.app.db.global(sql`update ${name} set tenant_id = tenant_id returning 1`)).toEqual([]);
      expect(await test.app.db.global(sql`delete from ${name} returning 1`)).toEqual([]);
    }
  });

  it('with one tenant set sees its rows alone, and can neither write rows of another nor give its own away', async () => {
    const before = await owner.digests(theirs.id);
    for (const table of tables) {
      const name = raw(`"${table}"`);
      const [seen = []] = await test.app.db.read(ours.id, [sql`select distinct tenant_id from ${name}`]);
      expect([table, seen]).toEqual([table, [{ tenant_id: ours.id }]]);
      const copy = await copyOf(table, theirs.id);
      const writes = [copy, ...(APPEND_ONLY.includes(table) ? [] : [sql`update ${name} set tenant_id = ${theirs.id}`])];
      for (const statement of writes) {
        const said = await message(test.app.db.write(ours.id, (tx) => tx.query(statement)));
        expect([table, said]).toEqual([table, expect.stringContaining('row-level security')]);
      }
      if (APPEND_ONLY.includes(table)) continue;
      const gone = await test.app.db.write(ours.id, (tx) =>
        tx.query(sql`delete from ${name} where tenant_id = ${theirs.id} returning 1`),
      );
      expect([table, gone]).toEqual([table, []]);
    }
    expect(await owner.digests(theirs.id)).toEqual(before);
  });

  it('forgets the tenant when its unit of work ends, whether it went well or not', async () => {
    const setting = sql`select current_setting('app.tenant_id', true) as tenant`;
    for (let round = 0; round < 10; round += 1) {
      await test.app.db.read(ours.id, [sql`select 1`]);
      await message(test.app.db.write(ours.id, (tx) => tx.query(sql`select 1/0`)));
      const [row] = await test.app.db.global(setting);
      expect(row?.tenant || null).toBe(null);
    }
  });

  it('is no superuser, bypasses no policy, owns nothing, is a member of nothing and creates nothing', async () => {
    const [me] = await test.app.db.global<{ name: string }>(sql`select current_user::text as name`);
    const [role] = await owner.query(
      `select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication,
         (select count(*) from pg_shdepend d where d.refobjid = r.oid and d.deptype = 'o') as owns,
         (select count(*) from pg_auth_members m where m.member = r.oid) as memberships,
         has_schema_privilege(rolname, 'public', 'create') as creates,
         has_table_privilege(rolname, 'migrations', 'select') as reads_migrations
       from pg_roles r where rolname = $1`,
      [me?.name],
    );
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreatedb: false,
      rolcreaterole: false,
      rolreplication: false,
      owns: 0,
      memberships: 0,
      creates: false,
      reads_migrations: false,
    });
  });

  it('can change and delete no row of a table that only grows, not even its own', async () => {
    for (const table of APPEND_ONLY) {
      const name = raw(`"${table}"`);
      for (const statement of [sql`update ${name} set tenant_id = tenant_id`, sql`delete from ${name}`]) {
        const said = await message(test.app.db.write(ours.id, (tx) => tx.query(statement)));
        expect([table, said]).toEqual([table, expect.stringContaining('permission denied')]);
      }
    }
  });

  it('can truncate no table', async () => {
    for (const table of tables) {
      expect(await message(test.app.db.global(sql`truncate ${raw(`"${table}"`)}`))).toContain('permission denied');
    }
  });
});

describe('the catalog', () => {
  const TENANT = '(tenant_id = current_tenant_id())';

  it('has every table that names a tenant under one policy with USING and WITH CHECK, the global ones excepted', async () => {
    const policies = await owner.query(
      `select c.relname::text as name, relrowsecurity as enabled, polpermissive as permissive, polcmd::text as command, polroles::text as roles,
         pg_get_expr(polqual, polrelid) as using, pg_get_expr(polwithcheck, polrelid) as checks
       from pg_class c left join pg_policy p on p.polrelid = c.oid
       where c.relname::text = any($1) and c.relkind in ('r', 'p') order by 1`,
      [tables],
    );
    expect(policies).toEqual(
      tables.map((name) => ({
        name,
        enabled: true,
        permissive: true,
        command: '*',
        roles: '{0}',
        using: TENANT,
        checks: TENANT,
      })),
    );
    expect((await owner.tenantTables()).filter((table) => !tables.includes(table))).toEqual(GLOBAL);
  });

  it('has keys, unique indexes and foreign keys between tenant tables that begin with tenant_id', async () => {
    const indexes = await owner.query<{ name: string; first: string }>(
      `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid, 1, true) as first
       from pg_index i join pg_class c on c.oid = i.indrelid where (indisunique or indisprimary) and c.relname::text = any($1)`,
      [tables],
    );
    expect(indexes.length).toBeGreaterThanOrEqual(tables.length);
    for (const { name, first } of indexes) expect([name, first]).toEqual([name, 'tenant_id']);
    const keys = await owner.query<{ name: string; definition: string }>(
      `select conrelid::regclass || '.' || conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
       where contype = 'f' and conrelid::regclass::text = any($1) and confrelid::regclass::text = any($1)`,
      [tables],
    );
    expect(keys.length).toBeGreaterThanOrEqual(7);
    for (const { name, definition } of keys) {
      expect([name, definition]).toEqual([
        name,
        expect.stringMatching(/^FOREIGN KEY \(tenant_id, \w+\) REFERENCES \w+\(tenant_id, id\)/),
      ]);
    }
  });

  it('has no triggers and no rules of ours', async () => {
    expect(
      await owner.query(
        "select tgname from pg_trigger where not tgisinternal and tgrelid::regclass::text not like 'graphile%'",
      ),
    ).toEqual([]);
    expect(await owner.query("select rulename from pg_rules where schemaname = 'public'")).toEqual([]);
    expect(
      await owner.query(
        "select relname from pg_class where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace",
      ),
    ).toEqual([]);
  });

  it('has no function with the rights of its owner but those that find ids, which fix their search path', async () => {
    const functions = await owner.query(
      "select proname::text as name, proconfig::text[] as settings from pg_proc where prosecdef and pronamespace = 'public'::regnamespace order by 1",
    );
    const settings = ['search_path=public, pg_temp'];
    expect(functions).toEqual([
      { name: 'ids_like', settings },
      { name: 'is_large_in', settings },
      { name: 'search_ids', settings },
      { name: 'tagged_ids', settings },
    ]);
    const open = await owner.query(
      "select has_function_privilege('public', oid, 'execute') as open from pg_proc where proname in ('search_ids', 'ids_like', 'is_large_in', 'tagged_ids')",
    );
    expect(open).toEqual(Array(4).fill({ open: false }));
  });

  it('ids_like answers ids of the tenant that is set, and of none without', async () => {
    const search = sql`select ids_like('leads', '%', 1000, false) as ids`;
    const [without] = await test.app.db.global(search);
    expect(without?.ids).toEqual([]);
    const [[with1] = []] = await test.app.db.read(ours.id, [search]);
    const stored = await owner.query(`select id from leads where tenant_id = ${ours.id}`);
    expect((with1?.ids as unknown[]).map(Number)).toEqual(stored.map((row) => row.id));
    expect(await message(test.app.db.global(sql`select ids_like('sessions', '%', 10, true)`))).toContain(
      'does not exist',
    );
  });
});
