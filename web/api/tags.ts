import { queryOptions } from '@tanstack/react-query';
import type { Tag } from '#shared/objects/tags.ts';
import { type Written, write } from './client.ts';
import { listRecords } from './records.ts';

/** Most pages of tags that are read; who has more finds the others by typing their names. */
const MOST_PAGES = 5;

/** The tags of the organization, by name. */
export const tagsQuery = queryOptions({
  queryKey: ['tags', 'all'],
  queryFn: async ({ signal }): Promise<Tag[]> => {
    const found: Tag[] = [];
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const { data, total } = await listRecords('tags', { sort: 'name', limit: 100, page }, signal);
      found.push(...data);
      if (found.length >= total) break;
    }
    return found;
  },
  staleTime: 60_000,
});

/** Gives every record that has a tag the other one instead. */
export function mergeTag(id: number, intoId: number): Promise<Written<{ changed: number }>> {
  return write(`/api/v1/tags/${id}/merger`, { method: 'POST', body: { into_id: intoId } });
}
