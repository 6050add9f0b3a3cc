import { useQuery } from '@tanstack/react-query';
import type { ObjectName } from '#shared/objects/registry.ts';
import type { View } from '#shared/objects/views.ts';
import { listQuery } from '#web/api/queries.ts';

const order = { private: 0, team: 1, everyone: 2 } as Readonly<Record<string, number>>;

/** The views of an object that one is shown, as they stand in the tabs: by their places, then by age. */
export function useViews(object: ObjectName) {
  const { data } = useQuery({ ...listQuery('views', { object, limit: 100, sort: 'position,id' }), staleTime: 60_000 });
  const views = data?.data as View[] | undefined;
  return { views, usual: views && usualOf(views) };
}

/** The one that opens first: of several the one that is shown to the fewest. */
function usualOf(views: readonly View[]): View | undefined {
  return views
    .filter((view) => view.is_default)
    .toSorted((a, b) => (order[a.visibility] ?? 0) - (order[b.visibility] ?? 0))[0];
}
