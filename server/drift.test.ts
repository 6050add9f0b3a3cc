// Definitions and tables say the same: every definition is compared with its table in a freshly migrated database.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnTypes } from '#server/records/columns.ts';
import { createTestApp } from '#server/testing/app.ts';
import { createTestDatabase, type TestDatabase } from '#server/testing/database.ts';
import { mountsOf } from '#server/testing/mounts.ts';
import { type Owner, openOwner } from '#server/testing/owner.ts';
import { text } from '#shared/fields/text.ts';
import { defineObject } from '#shared/object.ts';
import { objectList, objects } from '#shared/objects/registry.ts';

/** Columns that every table of records has, whatever its definition. */
const common = {
  tenant_id: { type: 'bigint', required: true, fallback: null, identity: '' },
  id: { type: 'bigint', required: true, fallback: null, identity: 'a' },
  search_text: { type: 'text', required: true, fallback: null, identity: '' },
  version: { type: 'integer', required: true, fallback: '1', identity: '' },
  created_at: { type: 'timestamp with time zone', required: true, fallback: 'now()', identity: '' },
  updated_at: { type: 'timestamp with time zone', required: true, fallback: 'now()', identity: '' },
  deleted_at: { type: 'timestamp with time zone', required: false, fallback: null, identity: '' },
};

/** Lists so short that PostgreSQL sorts them faster than it reads an index. */
const SHORT = [
  'users',
  'lead_sources',
  'tags',
  'templates',
  'pipelines',
  'currencies',
  'roles',
  'teams',
  'shares',
  'fields',
  'views',
  'dashboards',
];

/** Where the values of fields that tenants add stand. */
const slot = (type: string) => ({ type, required: false, fallback: null, identity: '' });
const added = {
  custom: { type: 'jsonb', required: true, fallback: '{}', identity: '' },
  ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((at) => [`text_${at}`, slot('text')])),
  ...Object.fromEntries([1, 2, 3].map((at) => [`number_${at}`, slot('numeric')])),
};

let database: TestDatabase;
let owner: Owner;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = await openOwner(database.ownerUrl);
});
afterAll(async () => {
  await owner.close();
  await database.drop();
});

interface Column extends Record<string, unknown> {
  name: string;
  type: string;
  required: boolean;
  fallback: string | null;
  identity: string;
}

const columnsOf = (table: string) =>
  owner.query<Column>(
    `select attname::text as name, format_type(atttypid, atttypmod) as type, attnotnull as required,
       pg_get_expr(adbin, adrelid) as fallback, attidentity::text as identity
     from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
    [table],
  );

const textOf = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value));

const definitionsOf = async (what: string, table: string) =>
  (await owner.query<{ definition: string }>(what, [table])).map((row) => row.definition);

const indexesOf = (table: string) =>
  definitionsOf("select indexdef as definition from pg_indexes where schemaname = 'public' and tablename = $1", table);

const constraintsOf = (table: string) =>
  definitionsOf(
    'select pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = $1::regclass',
    table,
  );

it('every table of records has a definition', async () => {
  const tables = await owner.query<{ name: string }>(
    "select relname::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid where attname = 'search_text' and relkind = 'r' order by 1",
  );
  expect(tables.map((table) => table.name)).toEqual(objectList.map((object) => object.name).sort());
});

describe.each(objectList.map((object) => [object.name, object] as const))('%s', (table, object) => {
  it('has the columns of its definition, with type, null and default as that says, and no other', async () => {
    const expected: Record<string, Omit<Column, 'name'>> = { ...common, ...(object.customFields && added) };
    for (const [name, field] of Object.entries(object.fields)) {
      const hasDefault = field.default !== undefined;
      expected[name] = {
        type: columnTypes[field.kind],
        required: field.required || hasDefault,
        fallback: hasDefault ? (field.kind === 'tags' ? '{}' : textOf(field.default)) : null,
        identity: '',
      };
    }
    const actual: Record<string, Omit<Column, 'name'>> = {};
    for (const { name, fallback, ...column } of await columnsOf(table)) {
      actual[name] = { ...column, fallback: fallback?.replace(/^'(.*)'::(?:text|jsonb|bigint\[\])$/, '$1') ?? null };
    }
    expect(actual).toEqual(expected);
  });

  it('has a field of the definition for every system column that answers show', () => {
    const system = Object.keys(object.allFields).filter((name) => !Object.hasOwn(object.fields, name));
    expect(system.sort()).toEqual(['created_at', 'id', 'updated_at', 'version']);
  });

  it('has (tenant_id, id) as its key and the tenant as owner', async () => {
    const constraints = await constraintsOf(table);
    expect(constraints).toContain('PRIMARY KEY (tenant_id, id)');
    expect(constraints).toContain('FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE');
  });

  it('keeps every relation by a foreign key within the tenant', async () => {
    const constraints = await constraintsOf(table);
    for (const [name, { kind, target }] of Object.entries(object.fields)) {
      if (kind !== 'relation') continue;
      expect(constraints).toContain(`FOREIGN KEY (tenant_id, ${name}) REFERENCES ${target}(tenant_id, id)`);
    }
  });

  it('checks that one field of each group has a value', async () => {
    const checks = (await constraintsOf(table)).filter((one) => one.startsWith('CHECK'));
    const expected = object.requireOneOf.map(
      ({ of }) => `CHECK ((${of.map((name) => `(${name} IS NOT NULL)`).join(' OR ')}))`,
    );
    expect(checks.sort()).toEqual(expected.sort());
  });

  it('has an index in list order for the whole list, for every filter and every column that lists show', async () => {
    const indexes = await indexesOf(table);
    const isOrdered = (name: string) => object.fields[name]?.kind !== 'tags';
    const filters = Object.keys(object.fields).filter((name) => object.fields[name]?.filter && isOrdered(name));
    const shown = object.customFields ? [...object.list.columns.filter(isOrdered), 'updated_at'] : [];
    for (const column of SHORT.includes(table) ? [] : new Set(['', ...filters, ...shown])) {
      const columns = ['tenant_id', column, 'created_at DESC', 'id DESC'].filter(Boolean).join(', ');
      const wanted = `USING btree (${columns}) WHERE (deleted_at IS NULL)`;
      expect([wanted, indexes.some((one) => one.endsWith(wanted))]).toEqual([wanted, true]);
    }
  });

  it('has an index in list order for every slot of added fields, of the rows that use it', async () => {
    const indexes = await indexesOf(table);
    for (const name of object.customFields ? Object.keys(added).filter((one) => one !== 'custom') : []) {
      const columns = `(tenant_id, ${name}, created_at DESC, id DESC)`;
      const wanted = `USING btree ${columns} WHERE ((deleted_at IS NULL) AND (${name} IS NOT NULL))`;
      expect([wanted, indexes.some((one) => one.endsWith(wanted))]).toEqual([wanted, true]);
    }
  });

  it('has an index for tags, of the records that have any', async () => {
    const indexes = await indexesOf(table);
    for (const name of Object.keys(object.fields).filter((one) => object.fields[one]?.kind === 'tags')) {
      const wanted = `USING gin (${name}) WHERE ((deleted_at IS NULL) AND (${name} <> '{}'::bigint[]))`;
      expect([wanted, indexes.some((one) => one.endsWith(wanted))]).toEqual([wanted, true]);
    }
  });

  it('has an index for searches when it has search fields', async () => {
    const searched = Object.values(object.fields).some((field) => field.search) && !SHORT.includes(table);
    const found = (await indexesOf(table)).some((one) =>
      one.includes('USING gin (tenant_id, search_text gin_trgm_ops)'),
    );
    expect(found).toBe(searched);
  });

  it('has an index <object>_<field> for every unique field, without case and without the trash, and for no other', async () => {
    const unique = Object.keys(object.fields).filter((name) => object.fields[name]?.unique);
    const found = (await indexesOf(table)).filter((one) => one.startsWith('CREATE UNIQUE') && !one.includes('_pkey '));
    expect(found.sort()).toEqual(
      unique
        .sort()
        .map(
          (name) =>
            `CREATE UNIQUE INDEX ${table}_${name} ON public.${table} USING btree (tenant_id, lower(${name})) WHERE (deleted_at IS NULL)`,
        ),
    );
  });

  it('names only fields that it has, in title, columns, rollups and groups', () => {
    const named = [
      object.title,
      ...object.list.columns,
      ...object.rollups.flat(),
      ...object.requireOneOf.flatMap(({ of }) => of),
    ];
    for (const name of named) expect(Object.keys(object.fields)).toContain(name);
    for (const dims of object.rollups) expect(dims.length).toBeLessThanOrEqual(3);
  });
});

it('a field is added with one line in a definition and one in a migration, and works everywhere', async () => {
  const before = { ...objects.leads };
  const fields = { ...before.fields, website: text({ search: true, filter: true, max: 20 }) };
  Object.assign(objects.leads, defineObject({ ...before, fields }));
  const test = await createTestApp();
  const migrator = await openOwner(test.ownerUrl);
  try {
    await migrator.query('alter table leads add column website text');
    const client = await test.signedIn(await test.addTenant());
    const lead = { company: 'Acme', contact_name: 'Bob' };
    for (const mount of mountsOf(objects.leads)) {
      const created = await client.post(mount.list, { ...lead, website: ' www.acme.com ' });
      expect([created.status, created.body.data.website]).toEqual([201, 'www.acme.com']);
      const { id } = created.body.data;
      expect((await client.get(`${mount.list}?search=ACME.com`)).body.data[0].id).toBe(id);
      expect((await client.get(`${mount.list}?website=www.acme.com`)).body.total).toBe(1);
      const changed = await client.patch(mount.one(id), { website: 'acme.org' });
      expect([changed.body.data.website, changed.body.data.version]).toEqual(['acme.org', 2]);
      expect((await client.get(`${mount.list}?search=acme.com`)).body.total).toBe(0);
      const refused = await client.patch(mount.one(id), { website: 'x'.repeat(21) });
      expect(refused.body.errors).toEqual({ website: 'Website must be at most 20 characters' });
      const [change] = await migrator.query('select before, after from changes order by id desc limit 1');
      expect(change).toEqual({ before: { website: 'www.acme.com' }, after: { website: 'acme.org' } });
    }
  } finally {
    Object.assign(objects.leads, before);
    await migrator.close();
    await test.close();
  }
});
