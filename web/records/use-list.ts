import { useQuery } from '@tanstack/react-query';
import { includeNames } from '#shared/include-names.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { type ObjectName, objects } from '#shared/objects/registry.ts';
import { pageQuery, recordQuery } from '#web/api/queries.ts';
import { queryClient } from '#web/api/query-client.ts';
import type { AnyRecord, ListParams } from '#web/api/records.ts';
import { defaultSort } from '#web/fields/sort.ts';
import type { ListSearch } from './list-search.ts';

/** A page of an object's list, with the titles of related records. */
export function useList(object: ObjectName, search: ListSearch) {
  const query = useQuery(pageQuery(object, listParams(object, search), search.page ?? 1));
  const page = query.data && { ...query.data, data: query.data.data as AnyRecord[] };
  return { ...query, page };
}

/** The fields that a list shows. */
export function listColumns(definition: ObjectDefinition): string[] {
  return [...definition.list.columns, 'created_at'];
}

/** Starts reading a list while the code of its page is still on its way. */
export function prefetchList(object: ObjectName, search: ListSearch): void {
  void queryClient.prefetchQuery(pageQuery(object, listParams(object, search), search.page ?? 1));
}

/** The same for the record of a page. */
export function prefetchRecord(object: ObjectName, id: number): void {
  if (id > 0) void queryClient.prefetchQuery(recordQuery(object, id));
}

/** The query of a list, without a page. */
export function listParams(object: ObjectName, search: ListSearch): ListParams {
  const definition = objects[object] as unknown as ObjectDefinition;
  const { layout: _layout, columns, view: _view, page: _page, ...query } = search;
  const shown = columns ? columns.split(',').map((column) => column.split(':')[0] ?? '') : definition.list.columns;
  return { ...query, sort: search.sort ?? defaultSort(definition), include: listIncludes(definition, shown) };
}

/** The relations that a list shows, whose titles are read with it. */
export function listIncludes(definition: ObjectDefinition, shown: readonly string[] = definition.list.columns): string {
  const names = [...includeNames(definition.fields)].filter(([, key]) => shown.includes(key));
  return names.map(([name]) => name).join(',');
}
