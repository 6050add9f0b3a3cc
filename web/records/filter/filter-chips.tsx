import { Button, CloseButton } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { findField } from '#shared/filter/field-path.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { t } from '#web/language/translate.ts';
import type { ListSearch } from '#web/records/list-search.ts';
import { useDefinitions } from '#web/records/use-definitions.ts';
import classes from './filter.module.css';
import { operatorWord, periods } from './filter-fields.ts';
import { type Node, partsOf, readNode, writeParts } from './list-filter-node.ts';

const FilterDialog = lazy(async () => ({ default: (await import('./filter-dialog.tsx')).FilterDialog }));

interface FilterButtonProps {
  definition: ObjectDefinition;
  search: ListSearch;
  onSearch: (patch: ListSearch) => void;
}

/** Opens the filter of a list. */
export function FilterButton({ definition, search, onSearch }: FilterButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconFilter size={15} aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        {t('Filter')}
      </Button>
      {open && (
        <Suspense>
          <FilterDialog
            definition={definition}
            node={readNode(search.filter)}
            onChange={(node) => onSearch({ filter: node ? JSON.stringify(node) : undefined, page: undefined })}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}

/** The filter of a list in words, a chip for each part; a chip opens the filter, its cross takes the part out. */
export function FilterChips({ definition, search, onSearch }: FilterButtonProps) {
  const [open, setOpen] = useState(false);
  const say = useSay(definition);
  const node = readNode(search.filter);
  const parts = node ? partsOf(node) : [];
  if (parts.length === 0) return null;
  return (
    <div className={classes.chips}>
      {parts.map((part) => (
        <span key={JSON.stringify(part)} className={classes.chip}>
          <button type="button" onClick={() => setOpen(true)} title={say(part)}>
            {say(part)}
          </button>
          <CloseButton
            size="xs"
            aria-label={t('Remove: {text}', { text: say(part) })}
            onClick={() => onSearch({ filter: writeParts(parts.filter((one) => one !== part)), page: undefined })}
          />
        </span>
      ))}
      {open && (
        <Suspense>
          <FilterDialog
            definition={definition}
            node={node}
            onChange={(next) => onSearch({ filter: next ? JSON.stringify(next) : undefined, page: undefined })}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </div>
  );
}

/** A filter as a sentence. */
function useSay(definition: ObjectDefinition): (node: Node) => string {
  const definitions = useDefinitions();
  return function say(node: Node): string {
    if (Array.isArray(node.and)) return (node.and as Node[]).map(say).join(` ${t('and')} `);
    if (Array.isArray(node.or)) return `(${(node.or as Node[]).map(say).join(` ${t('or')} `)})`;
    if (node.not) return t('not {text}', { text: say(node.not as Node) });
    const found = findField(definitions, definition.name, String(node.field));
    if (!found.ok) return `${String(node.field)} ${String(node.op)}`;
    const { field } = found.value;
    const label = (value: unknown) =>
      field.options?.find((one) => one.value === value)?.label ??
      (field.kind === 'relation' ? `#${value}` : String(value));
    const { value } = node;
    const period = periods.find((one) => one.value === JSON.stringify(value));
    const text = Array.isArray(value)
      ? value.map(label).join(', ')
      : period
        ? t(period.label)
        : value === undefined
          ? ''
          : label(value);
    return `${field.label} ${t(operatorWord(String(node.op), field.kind))} ${text}`.trim();
  };
}
