import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { ObjectName } from '#shared/objects/registry.ts';
import { useUpdateRecord } from '#web/api/mutations.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { OptionLabel } from '#web/fields/option-label.tsx';
import { notifyDone, notifyError } from '#web/ui/notify.tsx';
import { useCan, useObject } from './use-object.ts';

interface OptionMenuProps {
  object: ObjectName;
  record: AnyRecord;
  /** An option field. */
  name: string;
}

/** The value of an option field as a button that changes it at once; put back when the server refuses. */
export function OptionMenu({ object, record, name }: OptionMenuProps) {
  const field = useObject(object).fields[name];
  const mayChange = useCan(object, 'update');
  const change = useChangeField(object, record);
  if (!field) return null;
  const value = String(record[name] ?? '');
  const valueLabel = field.options?.find((one) => one.value === value)?.label ?? value;
  const canBeEmpty = !field.required && field.default === undefined;
  const label = value ? <OptionLabel field={field} value={value} /> : `Set ${field.label.toLowerCase()}`;
  if (!mayChange) return value ? label : null;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          variant="default"
          size="compact-sm"
          rightSection={<IconChevronDown size={13} aria-hidden="true" />}
          aria-label={value ? `${field.label}: ${valueLabel}` : undefined}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={value} onChange={(next) => change(name, next || null, field.label)}>
          {(field.options ?? []).map((option) => (
            <Menu.RadioItem key={option.value} value={option.value} closeMenuOnClick>
              <OptionLabel field={field} value={option.value} />
            </Menu.RadioItem>
          ))}
          {canBeEmpty && (
            <Menu.RadioItem value="" closeMenuOnClick>
              Not set
            </Menu.RadioItem>
          )}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

function useChangeField(object: ObjectName, record: AnyRecord) {
  const queries = useQueryClient();
  const update = useUpdateRecord(object);
  return async function change(name: string, value: string | null, label: string, isUndo = false) {
    const before = (record[name] ?? null) as string | null;
    if (value === before && !isUndo) return;
    const key = [object, 'record', record.id];
    queries.setQueryData(key, { ...record, [name]: value });
    try {
      await update.mutateAsync({ id: record.id, [name]: value });
      notifyDone(`${label} changed`, isUndo ? undefined : () => void change(name, before, label, true));
    } catch (error) {
      queries.setQueryData(key, record);
      notifyError(`${label} could not be changed`, error as Error);
    }
  };
}
