import { entriesKind } from '#shared/fields/entries.ts';
import { bad, type Field, type FieldKind, good, type Parsed } from '#shared/fields/field.ts';
import { tagsKind } from '#shared/fields/tags.ts';
import { FEWEST_DIGITS, isWholePhone, phoneDigits } from '#shared/phone-digits.ts';
import { type Calendar, resolveRelative } from '#shared/relative-dates.ts';
import { foldText } from './fold-text.ts';
import type { Bound, Test } from './node.ts';
import { readFolded, readList, readSpan, readValue, type Span } from './values.ts';

const NULLS = ['is_null', 'not_null'] as const;
const EQUAL = ['=', '!='] as const;
const LISTS = ['in', 'not_in'] as const;
const ORDER = ['<', '<=', '>', '>=', 'between'] as const;
const TEXT = ['contains', 'starts_with'] as const;
const HAS = ['has_any', 'has_all', 'has_none'] as const;

export type Operator =
  | (typeof NULLS)[number]
  | (typeof EQUAL)[number]
  | (typeof LISTS)[number]
  | (typeof ORDER)[number]
  | (typeof TEXT)[number]
  | (typeof HAS)[number]
  | 'within';

const textOperators = [...EQUAL, ...LISTS, ...TEXT, ...NULLS];
const choiceOperators = [...EQUAL, ...LISTS, ...NULLS];
const numberOperators = [...EQUAL, ...ORDER, ...LISTS, ...NULLS];

/** The operators that each kind of field takes, in the order in which they are offered. */
export const operatorsOf: Readonly<Record<FieldKind, readonly Operator[]>> = {
  text: textOperators,
  email: textOperators,
  phone: textOperators,
  option: choiceOperators,
  relation: choiceOperators,
  money: numberOperators,
  decimal: numberOperators,
  integer: numberOperators,
  date: [...EQUAL, ...ORDER, 'within', ...LISTS, ...NULLS],
  datetime: [...EQUAL, ...ORDER, 'within', ...NULLS],
  boolean: EQUAL,
  json: [],
  tags: [...HAS, ...NULLS],
  entries: ['has_any', 'has_none', 'contains', ...NULLS],
};

/** The operator of that name, if the field takes it. */
export function operatorNamed(field: Field, given: unknown): Operator | null {
  return operatorsOf[field.kind].find((one) => one === given) ?? null;
}

/** Reads an operator's value into what a field's value must be like. */
export function readTest(operator: Operator, field: Field, value: unknown, calendar: Calendar): Parsed<Test> {
  switch (operator) {
    case 'is_null':
    case 'not_null':
      if (value !== undefined && value !== null) return bad(`${operator} takes no value`);
      return good({ is: operator === 'is_null' ? 'null' : 'not_null' });
    case 'in':
    case 'not_in': {
      const list = readList(field, value);
      return list.ok ? good({ is: 'one_of', values: list.value, negated: operator === 'not_in' }) : list;
    }
    case 'has_any':
    case 'has_all':
    case 'has_none':
      return readHas(operator, field, value);
    case 'contains':
    case 'starts_with': {
      const folded = readFolded(field, value);
      return folded.ok ? good({ is: operator, folded: folded.value }) : folded;
    }
    case 'between':
      return readBetween(field, value, calendar);
    case 'within':
      return readWithin(field, value, calendar);
    case '=':
    case '!=':
      return readEqual(field, value, { negated: operator === '!=', calendar });
    default: {
      const span = readSpan(field, value, calendar);
      return span.ok ? good(compared(operator, span.value)) : span;
    }
  }
}

const MODES = { has_any: 'any', has_all: 'all', has_none: 'none' } as const;

function readHas(operator: (typeof HAS)[number], field: Field, value: unknown): Parsed<Test> {
  if (field.kind === 'entries') return readHasEntries(operator, field, value);
  const parsed = tagsKind.parse(value, field);
  if (!parsed.ok) return parsed;
  if (parsed.value.length === 0) return bad(`${operator} takes names or ids of tags such as ["vip"]`);
  return good({ is: 'has', mode: MODES[operator], values: parsed.value });
}

/** Addresses in any case, numbers in any notation. */
function readHasEntries(operator: (typeof HAS)[number], field: Field, value: unknown): Parsed<Test> {
  const parsed = entriesKind.parse(value, field);
  if (!parsed.ok) return parsed;
  const values = parsed.value.map((one) => (field.of === 'phone' ? phoneDigits(one.value) : foldText(one.value)));
  const example = field.of === 'phone' ? '["+49 30 1234567"]' : '["name@example.com"]';
  if (values.length === 0) return bad(`${operator} takes values such as ${example}`);
  if (field.of === 'phone' && !values.every(isWholePhone))
    return bad(`${field.label} must be compared with numbers of at least ${FEWEST_DIGITS} digits`);
  return good({ is: 'listed', as: field.of ?? 'email', negated: operator === 'has_none', values });
}

function readEqual(
  field: Field,
  value: unknown,
  { negated, calendar }: { negated: boolean; calendar: Calendar },
): Parsed<Test> {
  if (field.kind !== 'datetime') {
    const one = readValue(field, value);
    return one.ok ? good({ is: 'one_of', values: [one.value], negated }) : one;
  }
  const span = readSpan(field, value, calendar);
  if (!span.ok) return span;
  const { start, end } = span.value;
  if (end === null) return good({ is: 'one_of', values: [start], negated });
  return good({ is: 'range', from: from(start), to: before(end), negated });
}

function compared(operator: '<' | '<=' | '>' | '>=', span: Span): Test {
  const range = { is: 'range', from: null, to: null, negated: false } as const;
  switch (operator) {
    case '<':
      return { ...range, to: before(span.start) };
    case '<=':
      return { ...range, to: upTo(span) };
    case '>':
      return { ...range, from: span.end === null ? { value: span.start, inclusive: false } : from(span.end) };
    case '>=':
      return { ...range, from: from(span.start) };
  }
}

/** A first value above the last one finds nothing: with days among moments, which of them is above depends on the time zone. */
function readBetween(field: Field, value: unknown, calendar: Calendar): Parsed<Test> {
  if (!Array.isArray(value) || value.length !== 2) return bad('between takes the first and the last value: [1, 10]');
  const first = readSpan(field, value[0], calendar);
  if (!first.ok) return first;
  const last = readSpan(field, value[1], calendar);
  if (!last.ok) return last;
  return good({ is: 'range', from: from(first.value.start), to: upTo(last.value), negated: false });
}

function readWithin(field: Field, value: unknown, calendar: Calendar): Parsed<Test> {
  const range = resolveRelative(value, field.kind === 'date' ? 'date' : 'datetime', calendar);
  if (!range.ok) return range;
  return good({ is: 'range', from: from(range.value.from), to: before(range.value.to), negated: false });
}

const from = (value: Bound['value']): Bound => ({ value, inclusive: true });
const before = (value: Bound['value']): Bound => ({ value, inclusive: false });
const upTo = ({ start, end }: Span): Bound => (end === null ? from(start) : before(end));
