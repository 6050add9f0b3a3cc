import { Select } from '@mantine/core';
import type { Field } from '#shared/fields/field.ts';
import { OptionLabel } from '#web/fields/option-label.tsx';
import { RelationPicker } from '#web/fields/relation-picker.tsx';
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

function choicesOf({ kind, label, options }: Field) {
  if (kind === 'boolean') {
    return [
      { value: 'false', label: `${label}: no` },
      { value: 'true', label: `${label}: yes` },
    ];
  }
  return (options ?? []).map(({ value, label }) => ({ value, label }));
}
