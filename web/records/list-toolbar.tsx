import { Button } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ObjectDefinition } from '#shared/object.ts';
import { SearchBox } from '#web/ui/search-box.tsx';
import { useIsPhone } from '#web/ui/use-screen.ts';
import { ListFilter } from './list-filter.tsx';
import type { ListSearch } from './list-search.ts';
import classes from './list-toolbar.module.css';

interface ListToolbarProps {
  definition: ObjectDefinition;
  search: ListSearch;
  onSearch: (patch: ListSearch, replace?: boolean) => void;
  filters: readonly string[];
}

/** Search and filters of a list; phones show the filters on demand. */
export function ListToolbar({ definition, search, onSearch, filters }: ListToolbarProps) {
  const isPhone = useIsPhone();
  const [open, setOpen] = useState(false);
  const active = filters.filter((name) => search[name] !== undefined);
  const many = definition.label[1].toLowerCase();
  return (
    <search className={classes.toolbar} aria-label={`Search and filter ${many}`}>
      <SearchBox
        label={`Search ${many}`}
        value={search.search ?? ''}
        onChange={(text) => onSearch({ search: text || undefined, page: undefined }, true)}
      />
      {isPhone && filters.length > 0 && (
        <Button
          variant="default"
          size="xs"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          leftSection={<IconAdjustmentsHorizontal size={15} aria-hidden="true" />}
        >
          {active.length > 0 ? `Filters (${active.length})` : 'Filters'}
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
      {active.length > 0 && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconX size={14} aria-hidden="true" />}
          onClick={() => onSearch({ page: undefined, ...Object.fromEntries(active.map((name) => [name, undefined])) })}
        >
          Clear filters
        </Button>
      )}
    </search>
  );
}
