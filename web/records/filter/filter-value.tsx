import { MultiSelect, Select, TagsInput, TextInput } from '@mantine/core';
import type { Field } from '#shared/fields/field.ts';
import { RelationPicker } from '#web/fields/relation-picker.tsx';
import { t } from '#web/language/translate.ts';
import classes from './filter.module.css';
import { periods } from './filter-fields.ts';

interface FilterValueProps {
  field: Field;
  op: string;
  value: unknown;
  onChange: (value: unknown) => void;
}

const LISTS = ['in', 'not_in', 'has_any', 'has_all', 'has_none'];

/** A value to begin with, keeping what was there as far as the operator takes it. */
export function firstValue(field: Field, op: string, before?: unknown): unknown {
  if (op === 'is_null' || op === 'not_null') return undefined;
  if (op === 'within') return typeof before === 'object' && !Array.isArray(before) && before ? before : { last: '7d' };
  if (op === 'between') return Array.isArray(before) && before.length === 2 ? before : ['', ''];
  if (LISTS.includes(op)) return Array.isArray(before) ? before : before === undefined || before === '' ? [] : [before];
  const one = Array.isArray(before) ? before[0] : before;
  if (typeof one === 'object') return '';
  return one ?? (field.kind === 'boolean' ? true : field.kind === 'option' ? field.options?.[0]?.value : '');
}

/** What a field is compared with, by the field's kind and the operator. */
export function FilterValue({ field, op, value, onChange }: FilterValueProps) {
  const shared = { size: 'xs' as const, 'aria-label': t('Value') };
  if (op === 'is_null' || op === 'not_null') return <span />;
  if (op === 'within') {
    const text = JSON.stringify(value);
    const known = periods.some((one) => one.value === text) ? periods : [{ value: text, label: text }, ...periods];
    return (
      <Select
        {...shared}
        allowDeselect={false}
        data={known.map((one) => ({ value: one.value, label: t(one.label) }))}
        value={text}
        onChange={(next) => next && onChange(JSON.parse(next))}
      />
    );
  }
  if (op === 'between') {
    const [first, last] = Array.isArray(value) ? value : ['', ''];
    return (
      <span className={classes.pair}>
        <One {...{ field }} label={t('From')} value={first} onChange={(next) => onChange([next, last])} />
        <One {...{ field }} label={t('To')} value={last} onChange={(next) => onChange([first, next])} />
      </span>
    );
  }
  if (LISTS.includes(op)) {
    const list = (Array.isArray(value) ? value : []).map(String);
    if (field.options) {
      return <MultiSelect {...shared} data={field.options.map(toChoice)} value={list} onChange={onChange} />;
    }
    return <TagsInput {...shared} placeholder={t('Type, then Enter')} value={list} onChange={onChange} />;
  }
  return <One field={field} label={t('Value')} value={value} onChange={onChange} />;
}

interface OneProps extends Omit<FilterValueProps, 'op'> {
  label: string;
}

function One({ field, label, value, onChange }: OneProps) {
  const shared = { size: 'xs' as const, 'aria-label': label };
  if (field.kind === 'relation') {
    return (
      <RelationPicker
        {...shared}
        target={field.target ?? ''}
        value={Number(value) || null}
        onChange={(id) => onChange(id ?? '')}
      />
    );
  }
  if (field.kind === 'boolean') {
    return (
      <Select
        {...shared}
        allowDeselect={false}
        data={[
          { value: 'true', label: t('Yes') },
          { value: 'false', label: t('No') },
        ]}
        value={String(value)}
        onChange={(next) => onChange(next === 'true')}
      />
    );
  }
  if (field.options) {
    return (
      <Select
        {...shared}
        allowDeselect={false}
        data={field.options.map(toChoice)}
        value={String(value)}
        onChange={onChange}
      />
    );
  }
  const isDay = field.kind === 'date' || field.kind === 'datetime';
  return (
    <TextInput
      {...shared}
      type={isDay && /^(\d{4}-\d\d-\d\d)?$/.test(String(value)) ? 'date' : 'text'}
      value={String(value ?? '')}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function toChoice({ value, label }: { value: string; label: string }) {
  return { value, label };
}
