import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Page } from '#shared/api/envelope.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { getRecord, groupRecords, type ListParams, listRecords } from './records.ts';
import { getSession } from './session.ts';

// Keys begin with the object, so that a write can renew everything read of it.

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: getSession,
  staleTime: 5 * 60_000,
});

/** A page of a list; the page before stays on screen until it is there. */
export function listQuery<K extends ObjectName>(object: K, params: ListParams) {
  return queryOptions({
    queryKey: [object, 'list', params],
    queryFn: ({ signal }) => listRecords(object, params, signal),
    placeholderData: keepPreviousData,
  });
}

export function recordQuery<K extends ObjectName>(object: K, id: number) {
  return queryOptions({
    queryKey: [object, 'record', id],
    queryFn: ({ signal }) => getRecord(object, id, signal),
  });
}

/** Counts and sums of an object's records by a field. */
export function groupsQuery(object: ObjectName, params: ListParams) {
  return queryOptions({
    queryKey: [object, 'groups', params],
    queryFn: ({ signal }) => groupRecords(object, params, signal),
  });
}

/** A list that grows page by page. */
export function feedQuery<K extends ObjectName>(object: K, params: ListParams) {
  return infiniteQueryOptions({
    queryKey: [object, 'feed', params],
    queryFn: ({ signal, pageParam }) => listRecords(object, { ...params, page: pageParam }, signal),
    initialPageParam: 1,
    getNextPageParam: (last) => (hasNextPage(last) ? last.page + 1 : undefined),
  });
}

/** Where no more records were counted, a full page is taken for one with another behind it. */
export function hasNextPage({ page, per_page, total, total_capped, data }: Page<unknown>): boolean {
  return page * per_page < total || (total_capped === true && data.length === per_page);
}
