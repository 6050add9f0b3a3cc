import { Button, NativeSelect } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { ObjectDefinition } from '#shared/object.ts';
import { sortChoices } from '#web/fields/sort.ts';
import { inSentence, t } from '#web/language/translate.ts';
import { SearchBox } from '#web/ui/search-box.tsx';
import { useIsNarrow, useIsPhone } from '#web/ui/use-screen.ts';
import { FilterButton } from './filter/filter-chips.tsx';
import { ListFilter } from './list-filter.tsx';
import type { ListSearch } from './list-search.ts';
import classes from './list-toolbar.module.css';

interface ListToolbarProps {
  definition: ObjectDefinition;
  search: ListSearch;
  onSearch: (patch: ListSearch, replace?: boolean) => void;
  filters: readonly string[];
  /** Further buttons, at the end. */
  children?: ReactNode;
  /** The order and what it can be, for lists without heads of columns. */
  sort: { columns: readonly string[]; value: string; onChange: (sort: string) => void };
  /** What comes before everything else. */
  first?: ReactNode;
}

/** Search, filters and, where there are no columns, the order of a list; phones show all but the search on demand. */
export function ListToolbar({ definition, search, onSearch, filters, sort, first, children }: ListToolbarProps) {
  const isPhone = useIsPhone();
  const isNarrow = useIsNarrow();
  const [open, setOpen] = useState(false);
  const active = filters.filter((name) => search[name] !== undefined);
  const many = inSentence(definition.label[1]);
  const onDemand = filters.length > 0 ? t('Filter and sort') : t('Sort');
  return (
    <search className={classes.toolbar} aria-label={t('Search and filter {many}', { many })}>
      {first}
      <SearchBox
        label={t('Search {many}', { many })}
        value={search.search ?? ''}
        onChange={(text) => onSearch({ search: text || undefined, page: undefined }, true)}
      />
      {isPhone && (
        <Button
          variant="default"
          size="xs"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          leftSection={<IconAdjustmentsHorizontal size={15} aria-hidden="true" />}
        >
          {active.length > 0 ? `${onDemand} (${active.length})` : onDemand}
        </Button>
      )}
      {(open || !isPhone) &&
        filters.map((name) => (
          <ListFilter
            key={name}
            field={definition.fields[name]}
            value={search[name]}
            onChange={(value) => onSearch({ [name]: value, page: undefined })}
          />
        ))}
      {isNarrow && (open || !isPhone) && <SortSelect definition={definition} {...sort} />}
      {active.length > 0 && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconX size={14} aria-hidden="true" />}
          aria-label={t('Clear filters')}
          onClick={() => onSearch({ page: undefined, ...Object.fromEntries(active.map((name) => [name, undefined])) })}
        >
          {t('Clear')}
        </Button>
      )}
      {(open || !isPhone) && (
        <span className={classes.buttons}>
          <FilterButton definition={definition} search={search} onSearch={onSearch} />
          {children}
        </span>
      )}
    </search>
  );
}

type SortSelectProps = ListToolbarProps['sort'] & Pick<ListToolbarProps, 'definition'>;

function SortSelect({ definition, columns, value, onChange }: SortSelectProps) {
  return (
    <NativeSelect
      aria-label={t('Sort by')}
      size="xs"
      className={classes.sort}
      data={sortChoices(definition, columns)}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
