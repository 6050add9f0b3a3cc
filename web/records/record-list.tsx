import { Button } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import { IconSearchOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ObjectName } from '#shared/objects/registry.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { defaultSort, nextSort } from '#web/fields/sort.ts';
import { inSentence, t } from '#web/language/translate.ts';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { useIsNarrow } from '#web/ui/use-screen.ts';
import { CardList } from './card-list.tsx';
import { FilterChips } from './filter/filter-chips.tsx';
import { ColumnMenu } from './grid/column-menu.tsx';
import { isNarrowed, type ListSearch } from './list-search.ts';
import { ListToolbar } from './list-toolbar.tsx';
import { RowList } from './row-list.tsx';
import { listColumns, useList } from './use-list.ts';
import { useObject } from './use-object.ts';

export interface RecordListProps {
  object: ObjectName;
  search: ListSearch;
  /** Changes the address; typing replaces the entry of the history, choosing adds one. */
  onSearch: (patch: ListSearch, replace?: boolean) => void;
  /** Fields that can be filtered by, in order. */
  filters: readonly string[];
  empty: { icon: Icon; title: string; text: string; action?: ReactNode };
  /** At the end of each row. */
  rowActions?: (record: AnyRecord) => ReactNode;
}

/** A list of an object's records: search, filters, rows. Everything that is chosen stands in the address. */
export function RecordList({ object, search, onSearch, filters, empty, rowActions }: RecordListProps) {
  const definition = useObject(object);
  const { page, error, isPlaceholderData, refetch } = useList(object, search);
  const isNarrow = useIsNarrow();
  const usual = defaultSort(definition);
  const sort = search.sort ?? usual;
  const sortBy = (next: string) => onSearch({ sort: next === usual ? undefined : next, page: undefined });
  const columns = listColumns(definition);
  const shared = { definition, search, page, stale: isPlaceholderData, rowActions, sort };
  return (
    <>
      <ListToolbar
        definition={definition}
        search={search}
        onSearch={onSearch}
        filters={filters}
        sort={{ columns, value: sort, onChange: sortBy }}
      >
        {!isNarrow && (
          <ColumnMenu
            definition={definition}
            value={search.columns}
            usual={columns}
            onChange={(next) => onSearch({ columns: next }, true)}
          />
        )}
      </ListToolbar>
      <FilterChips definition={definition} search={search} onSearch={onSearch} />
      {error && !page ? (
        <ErrorState
          title={t('{many} could not be loaded', { many: definition.label[1] })}
          error={error}
          onRetry={() => refetch()}
        />
      ) : page && page.data.length === 0 ? (
        <NothingHere search={search} onSearch={onSearch} empty={empty} many={inSentence(definition.label[1])} />
      ) : isNarrow ? (
        <CardList {...shared} columns={columns} onPage={(next) => onSearch({ page: next })} />
      ) : (
        <RowList
          {...shared}
          onSort={(name) => sortBy(nextSort(definition, sort, name))}
          onColumns={(next) => onSearch({ columns: next }, true)}
        />
      )}
    </>
  );
}

interface NothingHereProps extends Pick<RecordListProps, 'search' | 'onSearch' | 'empty'> {
  many: string;
}

function NothingHere({ search, onSearch, empty, many }: NothingHereProps) {
  if (!isNarrowed(search) && !search.page) {
    const { icon, title, text, action } = empty;
    return (
      <EmptyState icon={icon} title={title} text={text}>
        {action}
      </EmptyState>
    );
  }
  const clear = Object.fromEntries(Object.keys(search).map((name) => [name, undefined]));
  return (
    <EmptyState
      icon={IconSearchOff}
      title={t('No {many} match', { many })}
      text={t('Try fewer filters or another word.')}
    >
      <Button variant="default" onClick={() => onSearch(clear)}>
        {t('Show all {many}', { many })}
      </Button>
    </EmptyState>
  );
}
