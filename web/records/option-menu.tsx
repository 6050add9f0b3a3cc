import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ObjectName } from '#shared/objects/registry.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { narrowed } from '#web/fields/choices.ts';
import { OptionLabel } from '#web/fields/option-label.tsx';
import { inSentence, t } from '#web/language/translate.ts';
import { useChangeField } from './use-change-field.ts';
import { useCan, useObject } from './use-object.ts';

interface OptionMenuProps {
  object: ObjectName;
  record: AnyRecord;
  /** An option field. */
  name: string;
}

/** The value of an option field as a button that changes it at once; put back when the server refuses. */
export function OptionMenu({ object, record, name }: OptionMenuProps) {
  const whole = useObject(object).fields[name];
  const field = whole && narrowed(whole, record);
  const mayChange = useCan(object, 'update');
  const change = useChangeField(object, record);
  if (!field) return null;
  const value = String(record[name] ?? '');
  const valueLabel = field.options?.find((one) => one.value === value)?.label ?? value;
  const canBeEmpty = !field.required && field.default === undefined;
  const label = value ? (
    <OptionLabel field={field} value={value} />
  ) : (
    t('Set {label}', { label: inSentence(field.label) })
  );
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
        <Menu.RadioGroup
          value={value}
          onChange={(next) => change({ name, value: next || null, done: t('{label} changed', { label: field.label }) })}
        >
          {(field.options ?? []).map((option) => (
            <Menu.RadioItem key={option.value} value={option.value} closeMenuOnClick>
              <OptionLabel field={field} value={option.value} />
            </Menu.RadioItem>
          ))}
          {canBeEmpty && (
            <Menu.RadioItem value="" closeMenuOnClick>
              {t('Not set')}
            </Menu.RadioItem>
          )}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
