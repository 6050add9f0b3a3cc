import { Loader, Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ObjectDefinition } from '#shared/object.ts';
import { type ObjectName, objects } from '#shared/objects/registry.ts';
import { listQuery, recordQuery } from '#web/api/queries.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { t } from '#web/language/translate.ts';
import { defaultSort } from './sort.ts';

interface RelationPickerProps extends Omit<SelectProps, 'data' | 'value' | 'onChange' | 'searchable'> {
  /** Name of the object to choose from. */
  target: string;
  value: number | null;
  onChange: (id: number | null) => void;
}

/** Chooses a record of another object; the server searches, the box shows the best few. */
export function RelationPicker({ target, value, onChange, ...rest }: RelationPickerProps) {
  const [typed, setTyped] = useState('');
  const { choices, chosen, isFetching } = useChoices(target, value, typed);
  return (
    <Select
      placeholder={t('Type to search…')}
      clearable
      maxDropdownHeight={260}
      nothingFoundMessage={isFetching ? t('Searching…') : t('Nothing found')}
      rightSection={isFetching && typed ? <Loader size={14} /> : undefined}
      {...rest}
      searchable
      data={choices}
      filter={({ options }) => options}
      value={value === null ? null : String(value)}
      onChange={(next) => onChange(next === null ? null : Number(next))}
      // Opening puts the chosen title into the box: that is no search.
      onSearchChange={(text) => setTyped(text === chosen ? '' : text)}
    />
  );
}

function useChoices(target: string, value: number | null, typed: string) {
  const object = target as ObjectName;
  const definition: ObjectDefinition = objects[object] as unknown as ObjectDefinition;
  const [search] = useDebouncedValue(typed.trim(), 200);
  // Who or what is switched off keeps its records but gets no new ones.
  const active = definition.fields.active?.filter ? true : undefined;
  const found = useQuery(listQuery(object, { search, active, sort: defaultSort(definition), limit: 20 }));
  const current = useQuery({ ...recordQuery(object, value ?? 0), enabled: value !== null });
  const label = (record: AnyRecord) => ({ value: String(record.id), label: String(record[definition.title]) });
  const records = (found.data?.data ?? []) as AnyRecord[];
  const choices = records.map(label);
  const chosen = current.data && value !== null ? label(current.data as AnyRecord) : undefined;
  if (chosen && !choices.some((one) => one.value === chosen.value)) choices.unshift(chosen);
  return { choices, chosen: chosen?.label, isFetching: found.isFetching };
}
