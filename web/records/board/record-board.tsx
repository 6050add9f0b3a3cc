import { useQuery } from '@tanstack/react-query';
import type { ObjectName } from '#shared/objects/registry.ts';
import { groupsQuery } from '#web/api/queries.ts';
import { defaultSort } from '#web/fields/sort.ts';
import type { ListSearch } from '#web/records/list-search.ts';
import { ListToolbar } from '#web/records/list-toolbar.tsx';
import { listColumns, listIncludes } from '#web/records/use-list.ts';
import { useCan, useObject } from '#web/records/use-object.ts';
import classes from './board.module.css';
import { BoardColumn } from './board-column.tsx';
import { useMoves } from './use-moves.ts';

interface RecordBoardProps {
  object: ObjectName;
  /** The option field whose values are the columns. */
  by: string;
  search: ListSearch;
  /** Changes the address; typing replaces the entry of the history, choosing adds one. */
  onSearch: (patch: ListSearch, replace?: boolean) => void;
  /** Fields that can be filtered by, in order. */
  filters: readonly string[];
}

/** Records in a column per option, moved between them by dragging or by the menu of their card. */
export function RecordBoard({ object, by, search, onSearch, filters }: RecordBoardProps) {
  const definition = useObject(object);
  const mayMove = useCan(object, 'update');
  const { moves, move } = useMoves(object, by);
  const field = definition.fields[by];
  const sort = search.sort ?? defaultSort(definition);
  const { layout: _layout, page: _page, columns: _columns, view: _view, [by]: _by, ...filter } = search;
  const { money, sums } = useSums(object, by, filter);
  // What only the product sets is no place to drop on.
  const options = (field?.options ?? []).filter(({ kept }) => !kept);
  const sumOf = (value: string) => {
    const group = sums?.find((one) => one[by] === value);
    return sums && money ? Number(group?.[`sum_${money}`] ?? 0) : undefined;
  };
  if (!field) return null;
  return (
    <>
      <ListToolbar
        definition={definition}
        search={search}
        onSearch={onSearch}
        filters={filters.filter((name) => name !== by)}
        sort={{
          columns: listColumns(definition),
          value: sort,
          onChange: (next) => onSearch({ sort: next === defaultSort(definition) ? undefined : next }),
        }}
      />
      <div className={classes.board} data-fills-window>
        {options.map((option) => (
          <BoardColumn
            key={option.value}
            definition={definition}
            by={by}
            option={option}
            params={{ ...filter, sort, include: listIncludes(definition) }}
            sum={sumOf(option.value)}
            moves={moves}
            onMove={mayMove ? move : undefined}
          />
        ))}
      </div>
    </>
  );
}

/** Sums of the object's money per column; none while something is searched for, as sums are not kept for texts. */
function useSums(object: ObjectName, by: string, { search, sort, ...filter }: ListSearch) {
  const definition = useObject(object);
  const money = Object.keys(definition.fields).find((name) => definition.fields[name]?.kind === 'money');
  const enabled = money !== undefined && search === undefined;
  const { data } = useQuery({ ...groupsQuery(object, { by, sum: money, ...filter }), enabled });
  return { money, sums: enabled ? data : undefined };
}
