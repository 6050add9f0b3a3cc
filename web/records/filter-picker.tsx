import { Select, type SelectProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Field } from '#shared/fields/field.ts';
import { tagsQuery } from '#web/api/tags.ts';
import { OptionLabel } from '#web/fields/option-label.tsx';
import { RelationPicker } from '#web/fields/relation-picker.tsx';
import { TagChips } from '#web/fields/tag-chips.tsx';
import { t } from '#web/language/translate.ts';
import classes from './list-toolbar.module.css';

export interface FilterPickerProps {
  field: Field;
  value: string | number | undefined;
  onChange: (value: string | undefined) => void;
  /** Takes the place of a box that has the focus: takes it too, and opens when it was to open. */
  start?: 'focused' | 'open';
}

/** Chooses the value of one field that a list is narrowed down by. */
export function FilterPicker({ field, value, onChange, start }: FilterPickerProps) {
  const shared = {
    'aria-label': field.label,
    placeholder: field.label,
    size: 'xs' as const,
    className: classes.filter,
    'data-active': value !== undefined || undefined,
    clearable: true,
    autoFocus: start !== undefined,
    defaultDropdownOpened: start === 'open',
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
}: Pick<FilterPickerProps, 'value' | 'onChange'> & Omit<SelectProps, 'value' | 'onChange'>) {
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
