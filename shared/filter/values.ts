import { dateKind } from '#shared/fields/date.ts';
import { datetimeKind, toMoment } from '#shared/fields/datetime.ts';
import { bad, type Field, good, type Parsed } from '#shared/fields/field.ts';
import { fieldKinds } from '#shared/fields/kinds.ts';
import { parseText } from '#shared/fields/text.ts';
import { type Calendar, wholeDay } from '#shared/relative-dates.ts';
import { foldText } from './fold-text.ts';
import type { Scalar } from './node.ts';

const LONGEST_TEXT = 200;
const LONGEST_LIST = 1000;

/** What a value covers: a day written for a datetime all of that day, up to and without `end`; else one point. */
export interface Span {
  start: Scalar;
  end: Scalar | null;
}

/** Reads one value as the field's kind does. */
export function readValue(field: Field, input: unknown): Parsed<Scalar> {
  if (input === undefined || input === null || input === '') {
    return bad(`${field.label} must be compared with a value; is_null and not_null find what is empty and what is not`);
  }
  const limits = field.kind === 'integer' ? { min: undefined, max: undefined } : { max: field.max && LONGEST_TEXT };
  return fieldKinds[field.kind].parse(input, { ...field, ...limits }) as Parsed<Scalar>;
}

/** Reads a list of 1 to 1,000 values; each is kept once. */
export function readList(field: Field, input: unknown): Parsed<Scalar[]> {
  if (!Array.isArray(input) || input.length === 0 || input.length > LONGEST_LIST) {
    return bad(`${field.label} must be compared with a list of 1 to ${LONGEST_LIST.toLocaleString('en')} values`);
  }
  const values = new Set<Scalar>();
  for (const one of input) {
    const parsed = readValue(field, one);
    if (!parsed.ok) return parsed;
    values.add(parsed.value);
  }
  return good([...values]);
}

/** Reads a part of a text, folded. */
export function readFolded(field: Field, input: unknown): Parsed<string> {
  const parsed = parseText(input, { ...field, max: LONGEST_TEXT });
  if (!parsed.ok) return parsed;
  const folded = foldText(parsed.value);
  return folded === '' ? bad(`${field.label} must be compared with at least one letter or digit`) : good(folded);
}

/** Reads a value that has an order. */
export function readSpan(field: Field, input: unknown, calendar: Calendar): Parsed<Span> {
  if (field.kind !== 'datetime') {
    const parsed = readValue(field, input);
    return parsed.ok ? good({ start: parsed.value, end: null }) : parsed;
  }
  const day = typeof input === 'string' && input.trim().length === 10 ? dateKind.parse(input, field) : null;
  if (day?.ok) {
    const { from, to } = wholeDay(day.value, calendar);
    return good({ start: from, end: to });
  }
  const moment = readMoment(field, input);
  return moment.ok ? good({ start: moment.value, end: null }) : moment;
}

/** Unlike the kind's own parser it keeps microseconds, which `created_at` has: what was read from a record finds it again. */
function readMoment(field: Field, input: unknown): Parsed<string> {
  const parsed = datetimeKind.parse(input, field);
  const value = parsed.ok ? toMoment(String(input).trim()) : null;
  // An offset can carry a moment out of the years that PostgreSQL and ISO 8601 write alike.
  if (value && /^(?!0000)\d{4}-/.test(value)) return good(value);
  return bad(`${field.label} must be a time such as 2026-01-31T09:30:00Z, or a day such as 2026-01-31`);
}
