import { Select, type SelectProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Field } from '#shared/fields/field.ts';
import { tagsQuery } from '#web/api/tags.ts';
import { OptionLabel } from '#web/fields/option-label.tsx';
import { RelationPicker } from '#web/fields/relation-picker.tsx';

import { TagChips } from '#web/fields/tag-chips.tsx';

import { t } from '#web/language/translate.ts';
import classes from './list-toolbar.module.css';

interface ListFilterProps {
  field: Field | undefined;
  value: string | number | undefined;
  onChange: (value: string | undefined) => void;
}

/** Narrows a list down by one field. */
export function ListFilter({ field, value, onChange }: ListFilterProps) {
  if (!field) return null;
  const shared = {
    'aria-label': field.label,
    placeholder: field.label,
    size: 'xs' as const,
    className: classes.filter,
    'data-active': value !== undefined || undefined,
    clearable: true,
    comboboxProps: { width: 210, position: 'bottom-start' as const, shadow: 'md' },
  };
  if (field.kind === 'relation') {
    return (
      <RelationPicker
        {...shared}
        target={field.target ?? ''}
        value={Number(value) || null}
        onChange={(id) => onChange(id === null ? undefined : String(id))}
      />
    );
  }
  if (field.kind === 'tags') return <TagFilter {...shared} value={value} onChange={onChange} />;
  return (
    <Select
      {...shared}
      data={choicesOf(field)}
      value={value === undefined ? null : String(value)}
      onChange={(next) => onChange(next ?? undefined)}
      renderOption={({ option }) =>
        field.options ? <OptionLabel field={field} value={option.value} /> : <span>{option.label}</span>
      }
    />
  );
}

/** One tag; an address can name several, with commas between. */
function TagFilter({
  value,
  onChange,
  ...rest
}: Pick<ListFilterProps, 'value' | 'onChange'> & Omit<SelectProps, 'value' | 'onChange'>) {
  const { data: tags = [] } = useQuery(tagsQuery);
  const names = [...new Set([...tags.map((tag) => tag.name), ...(value === undefined ? [] : [String(value)])])];
  return (
    <Select
      {...rest}
      searchable
      data={names}
      value={value === undefined ? null : String(value)}
      onChange={(next) => onChange(next ?? undefined)}
      nothingFoundMessage={t('Nothing found')}
      renderOption={({ option }) => <TagChips names={[option.value]} />}
    />
  );
}

function choicesOf({ kind, label, options }: Field) {
  if (kind === 'boolean') {
    return [
      { value: 'false', label: t('{label}: no', { label }) },
      { value: 'true', label: t('{label}: yes', { label }) },
    ];
  }
  return (options ?? []).map(({ value, label }) => ({ value, label }));
}
