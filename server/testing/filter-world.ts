import { sql } from '#server/platform/db/sql.ts';
import { inChangeSet } from '#server/records/change-set.ts';
import { createMany } from '#server/records/create-many.ts';
import { type CompiledObject, objectsFor } from '#server/records/definition.ts';
import type { AnyRecord } from '#server/records/record.ts';
import { toMoment } from '#shared/fields/datetime.ts';
import type { TestApp, TestTenant } from './app.ts';
import { openOwner } from './owner.ts';

/** What filters are tried on: a tenant with awkward texts, moments around changes of the clock, nulls and trash. */
export interface FilterWorld {
  tenant: TestTenant;
  objects: ReadonlyMap<string, CompiledObject>;
  /** Every record by object and id, those in the trash left out. */
  records: ReadonlyMap<string, ReadonlyMap<number, AnyRecord>>;
}

/** Makes the tenant, and another like it whose records must never be found. */
export async function createFilterWorld(test: TestApp): Promise<FilterWorld> {
  const tenant = await withCustomFields(await test.addTenant());
  await fill(await withCustomFields(await test.addTenant('Other')));
  await fill(tenant);
  await trash(test);
  const objects = await objectsFor(tenant.ctx);
  const read = async ({ name, columns, table }: CompiledObject): Promise<[string, Map<number, AnyRecord>]> => {
    const [rows = []] = await test.app.db.read(tenant.id, [
      sql`select ${columns} from ${table} where tenant_id = ${tenant.id} and deleted_at is null`,
    ]);
    return [name, new Map((rows as AnyRecord[]).map((row) => [row.id, row]))];
  };
  return { tenant, objects, records: new Map(await Promise.all([...objects.values()].map(read))) };
}

/** Chooses one of a list. */
export type Pick = <T>(from: readonly T[]) => T;

export const WORDS = [
  'Äcme',
  'ACME',
  'acme corp',
  '50% off',
  'a_b',
  'a\\b',
  'ΟΔΟΣ',
  'οδος',
  'ﬁne',
  'İzmir',
  'straße',
  '日本',
  '가각',
  'e\u0301a',
  "O'Neil",
  '{"x"}',
  '😀',
  'x  y',
];
/** Names of tags, which are told apart without case. */
export const TAGS = ['vip', 'Partner', 'Ärger', '50% off', "O'Neil", 'x y', 'gone', '2024'];
export const ADDRESSES = ['a@b.co', 'A@B.co', 'ä@exämple.com', 'e\u0301a@b.co', 'none@example.com'];
/** In several notations, and too short to be told apart. */
export const NUMBERS = ['+49 (0)30 123456', '030123456', '123456', '0049 30 123 456', '12345', '030%', 'x'];
export const DAYS = [
  '0001-01-01',
  '1999-12-31',
  '2026-03-28',
  '2026-03-29',
  '2026-03-30',
  '2026-10-25',
  '2026-11-01',
  '9999-12-31',
];
export const MOMENTS = [
  '0001-01-02T00:00:00Z',
  '2026-03-28T23:00:00Z',
  '2026-03-29T00:59:59.999999Z',
  '2026-03-29T01:00:00Z',
  '2026-03-29T22:00:00.000001Z',
  '2026-10-25T00:30:00Z',
  '2026-11-01T04:00:00Z',
  '2026-11-01T05:30:00.5Z',
  '9999-12-30T23:59:59.999999Z',
];
export const RELATIVE = [
  { last: '7d' },
  { last: '2w' },
  { next: '1d' },
  { next: '3m' },
  { last: '9999y' },
  { this: 'day' },
  { this: 'week' },
  { previous: 'month' },
  { following: 'quarter' },
  { this: 'year' },
];
export const AMOUNTS = [0, 0.01, 0.1, 10, 1250.5, 9_999_999_999_999.99];

/** Fields that a tenant has added to leads, some in slots and some not: filters treat them like any other. */
async function withCustomFields(tenant: TestTenant): Promise<TestTenant> {
  const fields = (await objectsFor(tenant.ctx)).get('fields') as CompiledObject;
  const rows = CUSTOM.map(([key, kind, slot]) => ({
    object: 'leads',
    key,
    kind,
    label: key,
    required: false,
    unique: false,
    searched: false,
    multiline: false,
    options: kind === 'option' ? ['Ä', 'b'].map((value) => ({ value, label: value })) : [],
    target: kind === 'relation' ? 'users' : null,
    slot,
  }));
  await inChangeSet(tenant.ctx, 'create', (work) => createMany(work, fields, rows));
  return { ...tenant, ctx: { ...tenant.ctx, definitionVersion: tenant.ctx.definitionVersion + 1 } };
}

const CUSTOM: [key: string, kind: string, slot: string | null][] = [
  ['c_text', 'text', 'text_1'],
  ['c_loose', 'text', null],
  ['c_choice', 'option', 'text_2'],
  ['c_day', 'date', 'text_3'],
  ['c_loose_day', 'date', null],
  ['c_moment', 'datetime', 'text_4'],
  ['c_loose_moment', 'datetime', null],
  ['c_amount', 'money', 'number_1'],
  ['c_loose_amount', 'money', null],
  ['c_user_id', 'relation', 'number_2'],
  ['c_loose_user_id', 'relation', null],
  ['c_yes', 'boolean', null],
];

async function fill({ ctx }: TestTenant): Promise<void> {
  const all = await objectsFor(ctx);
  const create = async (name: string, rows: Record<string, unknown>[]) => {
    const object = all.get(name) as CompiledObject;
    return (await inChangeSet(ctx, 'create', (work) => createMany(work, object, rows))).result;
  };
  const pick = picker();
  const users = await create(
    'users',
    WORDS.map((name, at) => ({
      name,
      email: `u${at}@example.com`,
      role: pick(['rep', 'viewer', 'manager']),
      active: pick([true, false]),
    })),
  );
  const tags = await create(
    'tags',
    TAGS.map((name) => ({ name, color: 'GRAY' })),
  );
  const someTags = () =>
    pick([[], [], [pick(tags)], [...new Set([pick(tags), pick(tags), pick(tags)])].sort((a, b) => a - b)]);
  const sources = await create(
    'lead_sources',
    ['Web', 'Wéb 2', 'a%b'].map((name) => ({ name })),
  );
  const leads = await create(
    'leads',
    rows(80, () => ({
      company: text(pick),
      contact_name: text(pick),
      email: pick([null, 'a@b.co', 'A@B.co', 'ä@exämple.com']),
      phone: pick([null, '+49 30 1', '030%']),
      status: pick(['NEW', 'WORKING', 'QUALIFIED']),
      rating: pick([null, null, 'HOT', 'COLD']),
      source_id: pick([null, ...sources]),
      owner_id: pick([null, ...users]),
      c_text: pick([null, text(pick)]),
      c_loose: pick([null, text(pick)]),
      c_choice: pick([null, 'Ä', 'b']),
      c_day: pick([null, ...DAYS]),
      c_loose_day: pick([null, ...DAYS]),
      c_moment: pick([null, ...MOMENTS.map(toMoment)]),
      c_loose_moment: pick([null, ...MOMENTS.map(toMoment)]),
      c_amount: pick([null, ...AMOUNTS]),
      c_loose_amount: pick([null, ...AMOUNTS]),
      c_user_id: pick([null, ...users]),
      c_loose_user_id: pick([null, ...users]),
      c_yes: pick([null, true, false]),
      tags: someTags(),
      created_at: pick(MOMENTS),
    })),
  );
  const companies = await create(
    'companies',
    rows(20, () => ({
      name: text(pick),
      industry: pick([null, 'RETAIL', 'ENERGY']),
      employees: pick([null, 0, 7, 5000]),
      city: pick([null, 'Köln', 'koln']),
      owner_id: pick([null, ...users]),
      created_at: pick(MOMENTS),
    })),
  );
  const contacts = await create(
    'contacts',
    rows(30, () => ({
      name: text(pick),
      email: pick([null, ...ADDRESSES]),
      emails: pick([[], [{ label: 'WORK' }], [{ label: 'HOME' }, listed(pick(ADDRESSES)), listed(pick(ADDRESSES))]]),
      phone: pick([null, ...NUMBERS]),
      phones: pick([[], [listed(pick(NUMBERS))]]),
      company_id: pick([null, ...companies]),
      created_at: pick(MOMENTS),
    })),
  );
  const opportunities = await create(
    'opportunities',
    rows(80, () => ({
      name: text(pick),
      lead_id: pick([null, ...leads]),
      stage: pick(['PROPOSAL', 'CLOSED_WON', 'CLOSED_LOST']),
      amount: pick([null, ...AMOUNTS]),
      company_id: pick([null, ...companies]),
      contact_id: pick([null, ...contacts]),
      probability: pick([null, 0, 40, 100]),
      close_date: pick([null, ...DAYS]),
      owner_id: pick([null, ...users]),
      tags: someTags(),
      created_at: pick(MOMENTS),
    })),
  );
  await create(
    'activities',
    rows(60, () => ({
      lead_id: pick(leads),
      opportunity_id: pick([null, ...opportunities]),
      type: pick(['NOTE', 'CALL']),
      subject: text(pick),
      body: `${text(pick)}\n\t${text(pick)}`,
      owner_id: pick([null, ...users]),
      created_at: pick(MOMENTS),
    })),
  );
}

/** Some records of every object go to the trash: what refers to them finds nothing there. */
async function trash(test: TestApp): Promise<void> {
  const owner = await openOwner(test.ownerUrl);
  for (const name of [
    'tags',
    'users',
    'leads',
    'lead_sources',
    'companies',
    'contacts',
    'opportunities',
    'activities',
  ]) {
    await owner.query(`update ${name} set deleted_at = now() where id % 7 = 3`);
    await owner.query(`update ${name} set version = 3 where id % 5 = 1`);
  }
  await owner.close();
}

const listed = (value: string) => ({ value, label: null });

/** Chooses at random, the same in every run: the filters are what varies. */
function picker(): Pick {
  let state = 42;
  return (from) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return from[Math.floor((state / 2 ** 32) * from.length)] as (typeof from)[number];
  };
}

function text(pick: Pick): string {
  return pick([pick(WORDS), `${pick(WORDS)} ${pick(WORDS)}`, `${pick(WORDS)}${pick(WORDS)}`]);
}

function rows<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}
