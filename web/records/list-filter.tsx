import { TextInput } from '@mantine/core';
import { IconSelector } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Field } from '#shared/fields/field.ts';
import { t } from '#web/language/translate.ts';
import { notifyError } from '#web/ui/notify.tsx';
import type { FilterPickerProps } from './filter-picker.tsx';
import classes from './list-toolbar.module.css';

interface ListFilterProps extends Omit<FilterPickerProps, 'field'> {
  field: Field | undefined;
}

const load = async () => (await import('./filter-picker.tsx')).FilterPicker;

/** Narrows a list down by one field. Until somebody turns to it, it is a box that looks the same and weighs nothing. */
export function ListFilter({ field, ...rest }: ListFilterProps) {
  const [Picker, setPicker] = useState<Awaited<ReturnType<typeof load>> | null>(null);
  const start = useRef<FilterPickerProps['start']>(undefined);
  const isPressed = useRef(false);
  const isSet = rest.value !== undefined;
  useEffect(() => {
    if (isSet) load().then((picker) => setPicker(() => picker), sayUnloaded);
  }, [isSet]);
  if (!field) return null;
  if (Picker) return <Picker field={field} {...rest} start={start.current} />;
  const { label, options } = field;
  function want(how: 'focused' | 'open') {
    start.current = how;
    load().then((picker) => setPicker(() => picker), sayUnloaded);
  }
  return (
    <TextInput
      role="combobox"
      aria-haspopup="listbox"
      aria-expanded={false}
      aria-label={label}
      placeholder={label}
      size="xs"
      className={classes.filter}
      classNames={{ input: classes.box }}
      data-active={isSet || undefined}
      value={options?.find((one) => one.value === rest.value)?.label ?? ''}
      readOnly
      rightSection={<IconSelector size={14} stroke={1.7} aria-hidden="true" />}
      onPointerEnter={() => void load().catch(() => {})}
      // What takes its place between press and click would miss the click.
      onPointerDown={() => {
        isPressed.current = true;
      }}
      onFocus={() => !isPressed.current && want('focused')}
      onBlur={() => {
        start.current = undefined;
      }}
      onClick={() => want('open')}
    />
  );
}

function sayUnloaded(error: Error): void {
  notifyError(t('This could not be opened'), error);
}
