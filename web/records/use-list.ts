import { useQuery } from '@tanstack/react-query';
import { includeNames } from '#shared/include-names.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { type ObjectName, objects } from '#shared/objects/registry.ts';
import { listQuery, recordQuery } from '#web/api/queries.ts';
import { queryClient } from '#web/api/query-client.ts';
import type { AnyRecord, ListParams } from '#web/api/records.ts';
import { defaultSort } from '#web/fields/sort.ts';
import type { ListSearch } from './list-search.ts';

/** A page of an object's list, with the titles of related records. */
export function useList(object: ObjectName, search: ListSearch) {
  const query = useQuery(listQuery(object, listParams(object, search)));
  const page = query.data && { ...query.data, data: query.data.data as AnyRecord[] };
  return { ...query, page };
}

/** The fields that a list shows. */
export function listColumns(definition: ObjectDefinition): string[] {
  return [...definition.list.columns, 'created_at'];
}

/** Starts reading a list while the code of its page is still on its way. */
export function prefetchList(object: ObjectName, search: ListSearch): void {
  void queryClient.prefetchQuery(listQuery(object, listParams(object, search)));
}

/** The same for the record of a page. */
export function prefetchRecord(object: ObjectName, id: number): void {
  if (id > 0) void queryClient.prefetchQuery(recordQuery(object, id));
}

function listParams(object: ObjectName, search: ListSearch): ListParams {
  const definition = objects[object] as unknown as ObjectDefinition;
  const { layout: _layout, ...query } = search;
  return { ...query, sort: search.sort ?? defaultSort(definition), include: listIncludes(definition) };
}

/** The relations that a list shows, whose titles are read with it. */
export function listIncludes(definition: ObjectDefinition): string {
  const shown = [...includeNames(definition.fields)].filter(([, key]) => definition.list.columns.includes(key));
  return shown.map(([name]) => name).join(',');
}
