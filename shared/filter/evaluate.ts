import { toMoment } from '#shared/fields/datetime.ts';
import type { FieldKind } from '#shared/fields/field.ts';
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
      return passes(filter.test, readField(filter, record, findRelated));
  }
}

function readField({ path, field, kind }: Condition, record: FilterRecord, findRelated: FindRelated): Scalar | null {
  let at: FilterRecord | null = record;
  for (const step of path) {
    const id: unknown = at?.[step.field];
    at = typeof id === 'number' ? findRelated(step.target, id) : null;
  }
  const value = at?.[field];
  return value === null || value === undefined ? null : comparable(kind, value);
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
  }
}

function isFrom(value: Scalar, bound: Bound | null): boolean {
  return bound === null || value > bound.value || (bound.inclusive && value === bound.value);
}

function isUpTo(value: Scalar, bound: Bound | null): boolean {
  return bound === null || value < bound.value || (bound.inclusive && value === bound.value);
}
