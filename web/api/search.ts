import type { Success } from '#shared/api/envelope.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { call } from './client.ts';

/** A record that the search over all objects has found. */
export interface SearchResult {
  object: ObjectName;
  id: number;
  title: string;
  subtitle: string;
}

/** What has `text` in it, over everything that the person may read, best first. */
export async function searchRecords(text: string, signal?: AbortSignal): Promise<SearchResult[]> {
  const query = new URLSearchParams({ q: text.slice(0, 200), limit: '24' });
  return (await call<Success<SearchResult[]>>(`/api/v1/search?${query}`, { signal })).data;
}
