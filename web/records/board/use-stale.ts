import { useQuery } from '@tanstack/react-query';
import type { Option } from '#shared/fields/field.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { groupsQuery } from '#web/api/queries.ts';
import type { AnyRecord } from '#web/api/records.ts';

const DAY = 86_400_000;

/** Of the cards of an open stage those that neither a change nor an activity has touched for its days; by their ids, with the days. */
export function useStale(
  cards: readonly AnyRecord[],
  { option, days, by }: { option: Option; days: number; by: string | undefined },
): ReadonlyMap<number, number> {
  // Whole days, so that the same question is asked once a day.
  const today = Math.floor(Date.now() / DAY) * DAY;
  const since = new Date(today - days * DAY).toISOString();
  const untouched = by !== undefined && option.type === 'open' ? cards.filter((card) => card.updated_at < since) : [];
  const ids = untouched.map((card) => card.id);
  const filter = JSON.stringify({
    and: [
      { field: by, op: 'in', value: ids },
      { field: 'created_at', op: '>=', value: since },
    ],
  });
  const object: ObjectName = 'activities';
  const { data } = useQuery({ ...groupsQuery(object, { by, filter }), enabled: ids.length > 0 });
  if (!data || by === undefined) return new Map();
  const touched = new Set(data.map((group) => group[by]));
  return new Map(
    untouched
      .filter((card) => !touched.has(card.id))
      .map((card) => [card.id, Math.floor((today - Date.parse(card.updated_at)) / DAY) + 1]),
  );
}
