import { toMoment } from '#shared/fields/datetime.ts';
import { textsOf } from '#shared/fields/entries.ts';
import type { FieldKind } from '#shared/fields/field.ts';
import { isSamePhone } from '#shared/phone-digits.ts';
import { foldText } from './fold-text.ts';
import type { Bound, Condition, FilterNode, Scalar, Test } from './node.ts';

/** A record as `/api/v1` answers it. */
export type FilterRecord = Readonly<Record<string, unknown>>;

/** Finds a record that another refers to; null when there is none, or when it lies in the trash. */
export type FindRelated = (objectName: string, id: number) => FilterRecord | null;

/** Whether a record passes a filter: the same answer as PostgreSQL gives to `filterToSql`, without it. */
export function evaluateFilter(filter: FilterNode, record: FilterRecord, findRelated: FindRelated): boolean {
  switch (filter.type) {
    case 'and':
      return filter.nodes.every((node) => evaluateFilter(node, record, findRelated));
    case 'or':
      return filter.nodes.some((node) => evaluateFilter(node, record, findRelated));
    case 'not':
      return !evaluateFilter(filter.node, record, findRelated);
    case 'condition':
      if (filter.kind === 'tags') return hasTags(filter, record, findRelated);
      return filter.kind === 'entries'
        ? hasEntries(filter, record, findRelated)
        : passes(filter.test, readField(filter, record, findRelated));
  }
}

function hasTags({ path, field, test }: Condition, record: FilterRecord, findRelated: FindRelated): boolean {
  const at = follow(path, record, findRelated);
  const names = ((at?.[field] as readonly string[] | undefined) ?? []).map((name) => name.toLowerCase());
  if (test.is !== 'has') return (test.is === 'null') === (names.length === 0);
  if (!at) return false;
  const nameOf = (tag: Scalar) => String(typeof tag === 'number' ? findRelated('tags', tag)?.name : tag).toLowerCase();
  const hasOne = (tag: Scalar) => names.includes(nameOf(tag));
  if (test.mode === 'all') return test.values.every(hasOne);
  return test.values.some(hasOne) === (test.mode === 'any');
}

function hasEntries({ path, field, test }: Condition, record: FilterRecord, findRelated: FindRelated): boolean {
  const at = follow(path, record, findRelated);
  const texts = textsOf(at?.[field] ?? []);
  if (test.is === 'null') return texts.length === 0;
  if (test.is === 'not_null') return texts.length > 0;
  if (test.is === 'contains') return texts.some((text) => foldText(text).includes(test.folded));
  if (!at || test.is !== 'listed') return false;
  const isOne = (text: string, value: string) =>
    test.as === 'phone' ? isSamePhone(text, value) : foldText(text) === value;
  return texts.some((text) => test.values.some((value) => isOne(text, value))) !== test.negated;
}

function readField({ path, field, kind }: Condition, record: FilterRecord, findRelated: FindRelated): Scalar | null {
  const value = follow(path, record, findRelated)?.[field];
  return value === null || value === undefined ? null : comparable(kind, value);
}

function follow(path: Condition['path'], record: FilterRecord, findRelated: FindRelated): FilterRecord | null {
  let at: FilterRecord | null = record;
  for (const step of path) {
    const id: unknown = at?.[step.field];
    at = typeof id === 'number' ? findRelated(step.target, id) : null;
  }
  return at;
}

function comparable(kind: FieldKind, value: unknown): Scalar {
  return kind === 'datetime' ? toMoment(String(value)) : (value as Scalar);
}

function passes(test: Test, value: Scalar | null): boolean {
  if (value === null) return test.is === 'null';
  switch (test.is) {
    case 'null':
      return false;
    case 'not_null':
      return true;
    case 'one_of':
      return test.values.includes(value) !== test.negated;
    case 'range':
      return (isFrom(value, test.from) && isUpTo(value, test.to)) !== test.negated;
    case 'contains':
      return foldText(String(value)).includes(test.folded);
    case 'starts_with':
      return foldText(String(value)).startsWith(test.folded);
    case 'has':
    case 'listed':
      return false;
  }
}

function isFrom(value: Scalar, bound: Bound | null): boolean {
  return bound === null || value > bound.value || (bound.inclusive && value === bound.value);
}

function isUpTo(value: Scalar, bound: Bound | null): boolean {
  return bound === null || value < bound.value || (bound.inclusive && value === bound.value);
}
