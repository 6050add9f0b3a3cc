import { useQuery } from '@tanstack/react-query';
import { groupsQuery } from '#web/api/queries.ts';
import type { Node } from '#web/records/filter/list-filter-node.ts';

/** The ids of the records that activities belong to, by the relation; null while they are not known. */
export function useTouched(by: string, filter: Node): number[] | null {
  const { data, isError } = useQuery(groupsQuery('activities', { by, filter: JSON.stringify(filter) }));
  // Who may not read activities sees all of them as untouched.
  if (isError) return [];
  return data?.flatMap((group) => (typeof group[by] === 'number' ? [group[by]] : [])) ?? null;
}
