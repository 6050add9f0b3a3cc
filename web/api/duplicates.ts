import { queryOptions } from '@tanstack/react-query';
import type { Success } from '#shared/api/envelope.ts';
import { type ObjectName, objects } from '#shared/objects/registry.ts';
import { call } from './client.ts';

/** A record that may be the one that is about to be made; `reasons` are the fields that say so, the surest first. */
export interface Duplicate {
  id: number;
  title: string;
  subtitle: string;
  reasons: string[];
}

/** Records that may be the same as one with these values; none are asked for while there is nothing to go by. */
export function duplicatesQuery(object: ObjectName, like: Readonly<Record<string, unknown>>) {
  const text = JSON.stringify(like);
  return queryOptions({
    queryKey: [object, 'duplicates', text],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ like: text });
      return (await call<Success<Duplicate[]>>(`/api/v1/${objects[object].path}/duplicates?${query}`, { signal })).data;
    },
    enabled: Object.keys(like).length > 0 && text.length < 2000,
    staleTime: 30_000,
  });
}
