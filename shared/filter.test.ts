import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dimensionsOf, equalitiesOf } from './filter/dimensions.ts';
import { evaluateFilter } from './filter/evaluate.ts';
import type { Definitions } from './filter/field-path.ts';
import { needlesOf } from './filter/needles.ts';
import { parseFilter, parseFilterText } from './filter.ts';
import type { ObjectDefinition } from './object.ts';
import { objectList } from './objects/registry.ts';

const byName = new Map<string, ObjectDefinition>(objectList.map((object) => [object.name, object]));
const definitions: Definitions = (name) => byName.get(name);
const calendar = { now: new Date('2026-03-10T12:00:00Z'), timeZone: 'America/New_York', firstDayOfWeek: 1 };

const parse = (input: unknown, object = 'leads') => parseFilter(definitions, object, input, calendar);

function errorsOf(input: unknown, object?: string): Record<string, string> {
  const parsed = parse(input, object);
  return parsed.ok ? {} : { ...parsed.errors };
}

function filterOf(input: unknown, object?: string) {
  const parsed = parse(input, object);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.filter;
}

function passes(input: unknown, record: Record<string, unknown>, object?: string): boolean {
  return evaluateFilter(filterOf(input, object), record, () => null);
}

const leaf = (field: string, op: string, value?: unknown) => ({ field, op, value });

describe('reading a filter', () => {
  it('reads the example of the API', () => {
    const input = {
      and: [
        leaf('status', 'in', ['NEW', 'WORKING']),
        { or: [leaf('created_at', 'within', { last: '7d' }), { not: leaf('owner.name', 'contains', 'a') }] },
      ],
    };
    expect(parse(input)).toMatchObject({ ok: true });
    expect(parseFilterText(definitions, 'leads', JSON.stringify(input), calendar)).toEqual(parse(input));
  });

  it('names every wrong condition once, by where it stands', () => {
    const input = {
      and: [
        leaf('compny', '=', 'x'),
        leaf('status', 'contains', 'x'),
        { or: [leaf('status', '=', 'OLD'), { not: leaf('id', '>', 'x') }, { fild: 1 }] },
        leaf('lead.name', '=', 'x'),
        leaf('owner.nme', '=', 'x'),
        leaf('company', 'contains', ' \u0301'),
        leaf('company', 'is_null', 1),
        leaf('rating', '=', null),
      ],
    };
    expect(errorsOf(input)).toEqual({
      'filter.and.0.field': 'Leads have no field "compny": did you mean company?',
      'filter.and.1.op': 'Status takes = != in not_in is_null not_null, not "contains"',
      'filter.and.2.or.0.value': 'Status must be one of NEW, WORKING, QUALIFIED, UNQUALIFIED, CONVERTED',
      'filter.and.2.or.1.not.value': 'Id must be a whole number',
      'filter.and.2.or.2': expect.stringMatching(/^Filter must be \{"field"/),
      'filter.and.3.field': 'Leads have no relation "lead": it has source, owner, company, contact, opportunity',
      'filter.and.4.field': 'Users have no field "nme": did you mean owner.name?',
      'filter.and.5.value': 'Company must be compared with at least one letter or digit',
      'filter.and.6.value': 'is_null takes no value',
      'filter.and.7.value':
        'Rating must be compared with a value; is_null and not_null find what is empty and what is not',
    });
  });

  it('follows at most three relations, and only those the user may read', () => {
    expect(parse(leaf('opportunity.lead.owner.name', '=', 'Ada'), 'activities').ok).toBe(true);
    expect(errorsOf(leaf('a.b.c.d.name', '=', 'Ada'))).toEqual({
      'filter.field': 'A field can be at most 3 relations away',
    });
    const noUsers: Definitions = (name) => (name === 'users' ? undefined : byName.get(name));
    expect(parseFilter(noUsers, 'leads', leaf('owner.name', '=', 'Ada'), calendar)).toMatchObject({ ok: false });
  });

  it('takes 100 conditions, 8 levels, 1,000 values and 200 characters, and no more', () => {
    const one = leaf('id', '=', 1);
    const nested = (depth: number): unknown => (depth === 0 ? one : { not: nested(depth - 1) });
    const many = (count: number) => ({ and: Array.from({ length: count }, () => one) });
    const ids = (count: number) =>
      leaf(
        'id',
        'in',
        Array.from({ length: count }, (_, id) => id),
      );
    const text = (length: number) => leaf('company', 'contains', '😀'.repeat(length));
    expect([many(100), nested(8), ids(1000), text(200)].map((input) => errorsOf(input))).toEqual([{}, {}, {}, {}]);
    expect(errorsOf(many(101))).toEqual({ filter: 'Filter must have at most 100 conditions' });
    expect(errorsOf({ or: Array.from({ length: 1e5 }, () => ({ and: [] })) })).toHaveProperty('filter');
    expect(Object.values(errorsOf(nested(9)))).toEqual(['Filter must not be nested more than 8 deep']);
    expect(errorsOf(ids(1001))).toHaveProperty(['filter.value']);
    expect(errorsOf(ids(0))).toHaveProperty(['filter.value']);
    expect(errorsOf(text(201))).toHaveProperty(['filter.value']);
    expect(parseFilterText(definitions, 'leads', '[{"and":'.repeat(1e5), calendar).ok).toBe(false);
  });

  it('knows no field of a prototype', () => {
    for (const name of [
      '__proto__',
      'constructor',
      'toString',
      'owner.__proto__',
      '__proto__.name',
      'owner.hasOwnProperty',
    ]) {
      expect(errorsOf(leaf(name, 'is_null'))).toHaveProperty(['filter.field']);
      expect(errorsOf(leaf('company', name, 'x'))).toHaveProperty(['filter.op']);
    }
    for (const text of ['{"__proto__":{"and":[]}}', '{"field":"id","op":"=","value":1,"__proto__":{"value":2}}']) {
      expect(parseFilterText(definitions, 'leads', text, calendar).ok).toBe(false);
    }
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }),
        (input) => {
          for (const at of [
            input,
            { and: input },
            { and: [input] },
            leaf('company', '=', input),
            leaf('created_at', 'between', input),
          ]) {
            parse(at);
          }
          parse({ field: input, op: input, value: input });
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('what passes a filter', () => {
  const lead = { company: 'Çelik Ltd.', rating: null, created_at: '2026-03-08T04:30:00.123456Z' };

  it('makes a comparison with null false, and its not true', () => {
    for (const [op, value] of [
      ['=', 'HOT'],
      ['!=', 'HOT'],
      ['in', ['HOT']],
      ['not_in', ['HOT']],
    ] as const) {
      expect(passes(leaf('rating', op, value), lead)).toBe(false);
      expect(passes({ not: leaf('rating', op, value) }, lead)).toBe(true);
    }
    expect([passes({ and: [] }, lead), passes({ or: [] }, lead)]).toEqual([true, false]);
  });

  it('compares text without case and accents in contains and starts_with, exactly else', () => {
    expect(passes(leaf('company', 'contains', 'CELIK  l'), lead)).toBe(true);
    expect(passes(leaf('company', 'starts_with', 'ltd'), lead)).toBe(false);
    expect(passes(leaf('company', '=', 'çelik Ltd.'), lead)).toBe(false);
    expect(passes(leaf('company', '=', ' Çelik Ltd. '), lead)).toBe(true);
  });

  // 04:30 UTC is 23:30 of the 7th in New York; on the 8th its clock goes forward.
  it.each([
    ['=', '2026-03-07', true],
    ['!=', '2026-03-07', false],
    ['=', '2026-03-08', false],
    ['<=', '2026-03-07', true],
    ['<', '2026-03-07', false],
    ['>', '2026-03-07', false],
    ['>=', '2026-03-07', true],
    ['>', '2026-03-06', true],
    ['between', ['2026-03-07', '2026-03-07'], true],
    ['between', ['2026-03-08', '2026-03-09'], false],
    ['=', '2026-03-08T04:30:00.123456Z', true],
    ['=', '2026-03-08T05:30:00.123456+01:00', true],
    ['<=', '2026-03-08T04:30:00.123Z', false],
    ['within', { previous: 'week' }, true],
    ['within', { last: '3d' }, true],
    ['within', { last: '1d' }, false],
  ])('takes a day for a datetime as all of that day in the time zone: %s %j', (op, value, expected) => {
    expect(passes(leaf('created_at', op, value), lead)).toBe(expected);
  });

  it.each([
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+14:00',
    '9999-12-31T23:59:59-12:00',
    '2026-02-30',
    '10000-01-01',
  ])('refuses the time %s, which PostgreSQL does not know', (value) => {
    expect(errorsOf(leaf('created_at', '<', value))).toHaveProperty(['filter.value']);
  });

  it('follows relations, and finds null where they lead nowhere', () => {
    const owners = new Map([[7, { name: 'Zoë' }]]);
    const related = (object: string, id: number) => (object === 'users' ? (owners.get(id) ?? null) : null);
    const check = (input: unknown, owner_id: number | null) => evaluateFilter(filterOf(input), { owner_id }, related);
    expect(check(leaf('owner.name', 'starts_with', 'zoe'), 7)).toBe(true);
    expect([check(leaf('owner.name', 'is_null'), 7), check(leaf('owner.name', 'is_null'), 8)]).toEqual([false, true]);
    expect(check(leaf('owner.name', '!=', 'x'), null)).toBe(false);
  });
});

describe('filters that kept counts can answer', () => {
  it('are ANDed equalities', () => {
    const status = leaf('status', '=', 'NEW');
    expect(equalitiesOf(filterOf({ and: [status, { and: [leaf('rating', 'in', ['HOT'])] }, status] }))).toEqual({
      status: 'NEW',
      rating: 'HOT',
    });
    expect(equalitiesOf(filterOf({ and: [] }))).toEqual({});
    const lists = filterOf({ and: [leaf('status', 'in', ['NEW', 'WORKING']), leaf('owner_id', '=', 3)] });
    expect([dimensionsOf(lists), equalitiesOf(lists)]).toEqual([{ status: ['NEW', 'WORKING'], owner_id: [3] }, null]);
    const none = filterOf({ and: [status, leaf('status', '=', 'WORKING')] });
    expect([dimensionsOf(none), equalitiesOf(none)]).toEqual([{ status: [] }, null]);
  });

  it.each([
    { or: [leaf('status', '=', 'NEW')] },
    { not: leaf('status', '=', 'NEW') },
    leaf('status', '!=', 'NEW'),
    leaf('rating', 'is_null'),
    leaf('owner.role', '=', 'rep'),
    leaf('id', '>', 1),
  ])('are not such as %j', (input) => {
    expect(dimensionsOf(filterOf(input))).toBeNull();
    expect(equalitiesOf(filterOf(input))).toBeNull();
  });
});

describe('texts that the search index can find a filter by', () => {
  it('are those that every record must have', () => {
    const all = [leaf('company', 'contains', 'ÄC'), leaf('email', '=', 'A@b.co'), leaf('phone', 'contains', '1')];
    const others = [leaf('company', '!=', 'x'), leaf('company', 'in', ['x', 'y']), leaf('owner.name', 'contains', 'z')];
    const filter = filterOf({ and: [...all, ...others, { not: all[0] }, { or: [all[0]] }] });
    expect(needlesOf(filter, ['company', 'email'])).toEqual(['ac', 'a@b.co']);
  });
});
