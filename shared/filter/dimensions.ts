import type { FilterNode, Scalar } from './node.ts';

/** Field name to the values that it may have; an empty list: nothing can pass. */
export type Dimensions = Readonly<Record<string, readonly Scalar[]>>;

/**
 * The values that a filter leaves to each field, where it is nothing but ANDed `=` and `in` of the record's own fields:
 * what kept counts can answer. null for any other filter.
 */
export function dimensionsOf(filter: FilterNode): Dimensions | null {
  const found = new Map<string, readonly Scalar[]>();
  return collect(filter, found) ? Object.fromEntries(found) : null;
}

/** The one value that a filter leaves to each field, where it is nothing but ANDed equalities; null for any other filter. */
export function equalitiesOf(filter: FilterNode): Readonly<Record<string, Scalar>> | null {
  const entries = Object.entries(dimensionsOf(filter) ?? { none: [] });
  const equalities = entries.flatMap(([field, [value, ...more]]): [string, Scalar][] =>
    value === undefined || more.length > 0 ? [] : [[field, value]],
  );
  return equalities.length === entries.length ? Object.fromEntries(equalities) : null;
}

function collect(filter: FilterNode, found: Map<string, readonly Scalar[]>): boolean {
  if (filter.type === 'and') return filter.nodes.every((node) => collect(node, found));
  if (filter.type !== 'condition' || filter.path.length > 0) return false;
  const { field, test } = filter;
  if (test.is !== 'one_of' || test.negated) return false;
  const known = found.get(field);
  found.set(field, known ? known.filter((value) => test.values.includes(value)) : test.values);
  return true;
}
