import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Page } from '#shared/api/envelope.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { type AuditFilter, type CursorPage, listAuditEvents, listChangeSets, listSetChanges } from './history.ts';
import { getRecord, groupRecords, type ListParams, listRecords } from './records.ts';
import { getSession } from './session.ts';
import { listTimeline } from './timeline.ts';

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

/** Pages that are left behind are kept this long, in milliseconds: scrolling far must not fill the memory. */
const PAGE_KEPT = 15_000;

/** One page of a list that is scrolled: after its neighbour by the place where that ended, so that nothing is skipped, else by its number. */
export function pageQuery<K extends ObjectName>(object: K, params: ListParams, page: number) {
  const keyOf = (number: number) => [object, 'list', { ...params, page: number }] as const;
  return queryOptions({
    queryKey: keyOf(page),
    queryFn: ({ signal, client }) => {
      const cursor = page > 1 ? client.getQueryData<Page<unknown>>(keyOf(page - 1))?.next_cursor : null;
      return listRecords(object, { ...params, ...(cursor ? { cursor } : { page }) }, signal);
    },
    ...(page > 1 ? { gcTime: PAGE_KEPT } : { placeholderData: keepPreviousData }),
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

/** What was done, newest first; of one person where one is named. */
export function changeSetsQuery(userId: number | undefined) {
  return infiniteQueryOptions({
    queryKey: ['change-sets', 'feed', userId ?? null],
    queryFn: ({ signal, pageParam }) => listChangeSets(userId, pageParam, signal),
    ...byCursor,
  });
}

/** Who came in and who changed what people may do, newest first. */
export function auditQuery(filter: AuditFilter) {
  return infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ signal, pageParam }) => listAuditEvents(filter, pageParam, signal),
    ...byCursor,
  });
}

/** The changes of one change set. */
export function setChangesQuery(id: number) {
  return infiniteQueryOptions({
    queryKey: ['change-sets', 'changes', id],
    queryFn: ({ signal, pageParam }) => listSetChanges(id, pageParam, signal),
    ...byCursor,
  });
}

/** What happened around a record, newest first. */
export function timelineQuery(object: ObjectName, id: number, only: string) {
  return infiniteQueryOptions({
    queryKey: [object, 'timeline', id, only],
    queryFn: ({ signal, pageParam }) => listTimeline({ object, id }, { only, cursor: pageParam }, signal),
    ...byCursor,
  });
}

const byCursor = {
  initialPageParam: '',
  getNextPageParam: (last: CursorPage<unknown>) => last.next_cursor ?? undefined,
};

/** Where no more records were counted, a full page is taken for one with another behind it. */
export function hasNextPage({ page, per_page, total, total_capped, data }: Page<unknown>): boolean {
  return page * per_page < total || (total_capped === true && data.length === per_page);
}
