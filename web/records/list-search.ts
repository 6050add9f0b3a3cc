import type { ObjectDefinition } from '#shared/object.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { objects } from '#shared/objects/registry.ts';
import { readSort } from '#web/fields/sort.ts';

/** What a list's address holds: text to search, order, page, layout, and a value per filter. Left out: the usual order, first page, no filter. */
export interface ListSearch {
  search?: string;
  sort?: string;
  page?: number;
  /** Rows or a board; without, as it was the last time. */
  layout?: string;
  [filter: string]: string | number | undefined;
}

/** Reads a list's address, leaving out what the object has no filter for. */
export function readListSearch(object: ObjectName) {
  const definition = objects[object] as unknown as ObjectDefinition;
  const filters = Object.keys(definition.fields).filter((name) => definition.fields[name]?.filter);
  return (given: Record<string, unknown>): ListSearch => {
    const read: ListSearch = {};
    for (const name of ['search', ...filters]) {
      if (given[name] !== undefined && given[name] !== '') read[name] = String(given[name]).slice(0, 200);
    }
    const sort = readSort(definition, given.sort);
    if (sort) read.sort = sort;
    if (given.layout === 'list' || given.layout === 'board') read.layout = given.layout;
    const page = Number(given.page);
    if (Number.isSafeInteger(page) && page > 1) read.page = page;
    return read;
  };
}

/** Whether anything narrows the list down. */
export function isNarrowed(search: ListSearch): boolean {
  return Object.keys(search).some((name) => !['page', 'sort', 'layout'].includes(name) && search[name] !== undefined);
}
