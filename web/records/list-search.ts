import type { ObjectDefinition } from '#shared/object.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { objects } from '#shared/objects/registry.ts';
import { readSort } from '#web/fields/sort.ts';

/** What a list's address holds: text to search, order, page, layout, columns, and what it is narrowed down by. Left out: as usual. */
export interface ListSearch {
  search?: string;
  sort?: string;
  page?: number;
  /** Rows or a board; without, as it was the last time. */
  layout?: string;
  /** Columns with their widths: `company:240,status`. */
  columns?: string;
  /** A filter in the grammar of the API, as JSON. */
  filter?: string;
  /** The id of the kept view that was opened; `all` for none where another would open first. */
  view?: string;
  [filter: string]: string | number | undefined;
}

const LONGEST_FILTER = 12_000;
/** What says how a list is shown, not what is in it. */
const LOOKS = ['page', 'sort', 'layout', 'columns', 'view'];

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
    if (typeof given.columns === 'string') read.columns = given.columns.slice(0, 3000);
    if (typeof given.filter === 'string' && given.filter !== '') read.filter = given.filter.slice(0, LONGEST_FILTER);
    if (/^([1-9]\d{0,15}|all)$/.test(String(given.view))) read.view = String(given.view);
    if (given.layout === 'list' || given.layout === 'board') read.layout = given.layout;
    const page = Number(given.page);
    if (Number.isSafeInteger(page) && page > 1) read.page = page;
    return read;
  };
}

/** Whether a part of an address says how a list is shown, not what is in it. */
export function isLook(name: string): boolean {
  return LOOKS.includes(name);
}

/** Whether anything narrows the list down. */
export function isNarrowed(search: ListSearch): boolean {
  return Object.keys(search).some((name) => !isLook(name) && search[name] !== undefined);
}
