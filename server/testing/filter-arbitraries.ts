import fc from 'fast-check';
import { foldText } from '#shared/filter/fold-text.ts';
import { operatorsOf } from '#shared/filter/operators.ts';
import { parseFilter } from '#shared/filter.ts';
import { FEWEST_DIGITS, phoneDigits } from '#shared/phone-digits.ts';
import type { Calendar } from '#shared/relative-dates.ts';
import {
  ADDRESSES,
  AMOUNTS,
  DAYS,
  type FilterWorld,
  MOMENTS,
  NUMBERS,
  type Pick,
  RELATIVE,
  TAGS,
  WORDS,
} from './filter-world.ts';

/** Writes a filter for whatever object it is asked for. */
export type WriteFilter = (objectName: string) => unknown;

export const utc: Calendar = { now: new Date('2026-03-29T12:00:00Z'), timeZone: 'UTC', firstDayOfWeek: 1 };

export function anyCalendar(): fc.Arbitrary<Calendar> {
  return fc.record({
    now: fc
      .constantFrom(...['2026-03-29T01:30:00Z', '2026-10-25T00:30:00Z', '2026-01-31T23:30:00Z'])
      .map((now) => new Date(now)),
    timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Kiritimati', 'America/St_Johns'),
    firstDayOfWeek: fc.constantFrom(0, 1, 6),
  });
}

/** Filters that are right. */
export function anyFilter(world: FilterWorld): fc.Arbitrary<(name: string) => unknown> {
  const leaf = anyDice().map((dice) => (name: string) => anyLeaf(world, name, chooser(dice)));
  const { node } = fc.letrec<{ node: (name: string) => unknown }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      tie('node').map((one) => (name: string) => ({ not: one(name) })),
      fc
        .tuple(fc.constantFrom('and', 'or'), fc.array(tie('node'), { maxLength: 3 }))
        .map(([key, all]) => (name: string) => ({ [key]: all.map((one) => one(name)) })),
    ),
  }));
  return node;
}

/** Filters of which any part may be wrong. */
export function anyStrangeFilter(world: FilterWorld): fc.Arbitrary<WriteFilter> {
  const value = fc.oneof(
    fc.jsonValue(),
    { weight: 3, arbitrary: fc.constantFrom(...STRANGE) },
    fc.array(fc.constantFrom(...STRANGE), { maxLength: 3 }),
  );
  const leaf = fc.tuple(anyDice(), value).map(([dice, one]) => strangeLeaf(world, one, chooser(dice)));
  const group = leaf.chain((one) =>
    fc.constantFrom<WriteFilter>(
      one,
      (name) => ({ not: one(name) }),
      (name) => ({ or: [one(name), { not: one(name) }] }),
      (name) => ({ and: one(name) }),
    ),
  );
  return fc.oneof(
    { weight: 9, arbitrary: group },
    value.map((one) => () => one),
  );
}

function anyDice(): fc.Arbitrary<number[]> {
  return fc.array(fc.nat(0xffff), { minLength: 16, maxLength: 16 });
}

/** Chooses by numbers that fast-check has thrown. */
function chooser(thrown: readonly number[]): Pick {
  let at = 0;
  return (from) => {
    at += 1;
    return from[(thrown[at % thrown.length] ?? 0) % from.length] as (typeof from)[number];
  };
}

/** A condition of whose parts any may be wrong. */
function strangeLeaf(world: FilterWorld, value: unknown, pick: Pick): WriteFilter {
  const wrong = pick(['', '', '', 'field', 'op']);
  return (name) => {
    const fields = fieldPaths(world, name, 1);
    const field = wrong === 'field' ? pick(STRANGE_FIELDS) : pick(fields);
    const { object, key } = targetOf(world, name, wrong === 'field' ? 'id' : field);
    const operators = operatorsOf[world.objects.get(object)?.allFields[key]?.kind ?? 'text'];
    const op = wrong === 'op' ? pick(['like', '__proto__', 'within', '<', null]) : pick(operators);
    const list = ['in', 'not_in', 'between'].includes(op ?? '') ? pick([value, [value], [value, value]]) : value;
    return { field, op, ...(!op?.endsWith('null') && { value: list }) };
  };
}

function anyLeaf(world: FilterWorld, name: string, pick: Pick): unknown {
  // Of all paths most are long, and most of those lead nowhere.
  const field = pick(fieldPaths(world, name, pick([0, 0, 1, 1, 3])));
  const { object, key } = targetOf(world, name, field);
  const kind = world.objects.get(object)?.allFields[key]?.kind;
  if (!kind) throw new Error(`no field ${field}`);
  const op = pick(operatorsOf[kind]);
  const values = valuesOf(world, object, key);
  switch (op) {
    case 'is_null':
    case 'not_null':
      return { field, op };
    case 'within':
      return { field, op, value: pick(RELATIVE) };
    case 'in':
    case 'not_in':
      return { field, op, value: Array.from({ length: pick([1, 2, 5]) }, () => pick(values)) };
    case 'between':
      return { field, op, value: [pick(values), pick(values)] };
    case 'has_any':
    case 'has_all':
    case 'has_none':
      return {
        field,
        op,
        value: Array.from({ length: pick([1, 1, 2]) }, () => pick(kind === 'tags' ? TAG_REFS : values)),
      };
    case 'contains':
    case 'starts_with':
      return { field, op, value: partOf(String(pick(values)), pick) };
    default:
      return { field, op, value: pick(values) };
  }
}

/** A piece of a text, in another case. */
function partOf(text: string, pick: Pick): string {
  const letters = [...text];
  const start = pick([0, 0, ...letters.keys()]);
  const part = letters.slice(start, start + pick([1, 2, 3, 20])).join('');
  const cased = pick([part, part.toUpperCase(), part.toLowerCase()]);
  return foldText(cased) === '' ? 'a' : cased;
}

function fieldPaths(world: FilterWorld, name: string, steps: number): string[] {
  const fields = Object.entries(world.objects.get(name)?.allFields ?? {});
  const own = fields.filter(([, field]) => operatorsOf[field.kind].length > 0).map(([key]) => key);
  if (steps === 0) return own;
  const related = fields
    .filter(([, field]) => field.kind === 'relation')
    .flatMap(([key, field]) =>
      fieldPaths(world, field.target ?? '', steps - 1).map((path) => `${key.slice(0, -3)}.${path}`),
    );
  return [...own, ...related];
}

function targetOf(world: FilterWorld, name: string, path: string): { object: string; key: string } {
  const [step = '', ...rest] = path.split('.');
  if (rest.length === 0) return { object: name, key: step };
  return targetOf(world, world.objects.get(name)?.allFields[`${step}_id`]?.target ?? '', rest.join('.'));
}

const knownValues = new WeakMap<FilterWorld, Map<string, unknown[]>>();

/** Values that records have, and others that the field takes. */
function valuesOf(world: FilterWorld, object: string, key: string): unknown[] {
  const kept = knownValues.get(world) ?? new Map<string, unknown[]>();
  knownValues.set(world, kept);
  const known = kept.get(`${object}.${key}`);
  if (known) return known;
  const { of } = world.objects.get(object)?.allFields[key] ?? {};
  if (of) return of === 'email' ? ADDRESSES : NUMBERS.filter((number) => phoneDigits(number).length >= FEWEST_DIGITS);
  const stored = [...(world.records.get(object)?.values() ?? [])].map((record) => record[key]);
  const choices = world.objects.get(object)?.allFields[key]?.options?.map((option) => option.value) ?? [];
  const others = [...choices, ...WORDS, ...DAYS, ...MOMENTS, ...AMOUNTS, true, false, 'none@example.com', 1, 2];
  const values = [...new Set([...stored, ...others])].filter((value) => {
    const field = { field: key, op: '=', value };
    return parseFilter((one) => world.objects.get(one), object, field, utc).ok;
  });
  kept.set(`${object}.${key}`, values);
  return values;
}

const TAG_REFS = [...TAGS, 'VIP', 'PARTNER', 'none', 1, 2, 3, 4, 999_999];

const STRANGE_FIELDS = [
  '__proto__',
  'owner.constructor',
  'id"',
  "company'--",
  'search_text',
  'tenant_id',
  'lead..id',
  '',
];
const STRANGE: unknown[] = [
  null,
  '',
  'x',
  -1,
  0.001,
  1e300,
  9_007_199_254_740_991,
  '9223372036854775808',
  '\0',
  '\ud800',
  'a'.repeat(500),
  '0000-01-01',
  '2026-02-30',
  '0001-01-01T00:00:00+14:00',
  '9999-12-31T23:59:59-12:00',
  '2026-01-01T24:00:00Z',
  { last: '9999y' },
  { next: '9999y' },
  { __proto__: null },
  [],
  [null],
  ['0001-01-01', '9999-12-31'],
  [1, 2],
  true,
  ...WORDS,
  ...DAYS,
  ...MOMENTS,
];
