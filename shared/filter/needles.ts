import { foldText } from './fold-text.ts';
import type { Condition, FilterNode } from './node.ts';

/**
 * Folded texts of which each must stand in the search text of every record that passes the filter: `contains`,
 * `starts_with` and `=` of search fields, where all the filter's conditions must hold. The trigram index finds the few records that have
 * them; which of those pass is still for the filter to say. Empty when the filter has no such condition.
 */
export function needlesOf(filter: FilterNode, searchFields: readonly string[]): string[] {
  if (filter.type === 'and') return filter.nodes.flatMap((node) => needlesOf(node, searchFields));
  if (filter.type !== 'condition' || filter.path.length > 0 || !searchFields.includes(filter.field)) return [];
  const needle = needleOf(filter);
  return needle ? [needle] : [];
}

function needleOf({ test }: Condition): string {
  if (test.is === 'contains' || test.is === 'starts_with') return test.folded;
  if (test.is === 'listed')
    return test.as === 'email' && !test.negated && test.values.length === 1 ? String(test.values[0]) : '';
  const isOne = test.is === 'one_of' && !test.negated && test.values.length === 1;
  return isOne ? foldText(String(test.values[0])) : '';
}
