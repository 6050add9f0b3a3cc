import type { ObjectDefinition } from '#shared/object.ts';
import type { View } from '#shared/objects/views.ts';
import type { ViewColumn } from '#shared/views.ts';
import { defaultSort } from '#web/fields/sort.ts';
import { readNode, wholeFilter } from '#web/records/filter/list-filter-node.ts';
import { parseColumns, writeColumns } from '#web/records/grid/columns.ts';
import type { ListSearch } from '#web/records/list-search.ts';
import { listColumns } from '#web/records/use-list.ts';

/** What a view says about a list, in the words of the API. */
export type Looks = Pick<View, 'filter' | 'sort' | 'columns' | 'layout' | 'board_by'>;

/** The address of a list as a view shows it. */
export function searchOf(definition: ObjectDefinition, view: View): ListSearch {
  const columns = (view.columns as unknown as readonly ViewColumn[])
    .map(({ field, width }) => (width === undefined ? field : `${field}:${width}`))
    .join();
  const usual = listColumns(definition);
  return {
    view: String(view.id),
    ...(readNode(JSON.stringify(view.filter)) && { filter: JSON.stringify(view.filter) }),
    ...(view.sort && view.sort !== defaultSort(definition) && { sort: view.sort }),
    ...(columns && columns !== usual.join() && { columns }),
    layout: view.layout === 'board' ? 'board' : 'list',
  };
}

/** The other way: what a view must say to show the list as it is now. */
export function looksOf(definition: ObjectDefinition, search: ListSearch, board: string | undefined): Looks {
  const columns = parseColumns(definition, search.columns ?? '');
  const filter = wholeFilter(definition, search);
  const isBoard = search.layout === 'board' && board !== undefined;
  return {
    filter: Array.isArray(filter.and) && filter.and.length === 0 ? {} : filter,
    sort: search.sort ?? null,
    columns: columns.map(({ name, width }) => ({ field: name, ...(width !== undefined && { width }) })),
    layout: isBoard ? 'board' : 'table',
    board_by: isBoard ? board : null,
  };
}

/** Whether a list is shown otherwise than its view says. */
export function isChanged(definition: ObjectDefinition, view: View, search: ListSearch): boolean {
  const plain = (one: ListSearch) => {
    const columns = parseColumns(definition, one.columns ?? '');
    const text = columns.length > 0 ? writeColumns(columns, listColumns(definition)) : undefined;
    return JSON.stringify([
      wholeFilter(definition, one),
      one.sort ?? null,
      text ?? null,
      one.layout === 'board' ? 'board' : 'list',
      one.search ?? '',
    ]);
  };
  return plain(search) !== plain(searchOf(definition, view));
}
