import { useQuery } from '@tanstack/react-query';
import type { ObjectDefinition } from '#shared/object.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { listQuery } from '#web/api/queries.ts';
import type { AnyRecord, ListParams } from '#web/api/records.ts';
import { embeddedName } from '#web/fields/related.ts';
import type { ListSearch } from './list-search.ts';

/** A page of an object's list, with the titles of related records. */
export function useList(definition: ObjectDefinition, columns: readonly string[], search: ListSearch) {
  const query = useQuery(listQuery(definition.name as ObjectName, listParams(definition, columns, search)));
  const page = query.data && { ...query.data, data: query.data.data as AnyRecord[] };
  return { ...query, page };
}

export function listParams(definition: ObjectDefinition, columns: readonly string[], search: ListSearch): ListParams {
  const relations = columns.filter((name) => definition.fields[name]?.kind === 'relation');
  return { ...search, include: relations.map(embeddedName).join(',') };
}
