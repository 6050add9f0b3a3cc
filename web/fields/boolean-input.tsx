import { Switch } from '@mantine/core';
import type { FieldInputProps } from './input-props.ts';

export function BooleanInput({ name, field, value, onChange, error }: FieldInputProps) {
  return (
    <Switch
      label={field.label}
      checked={value === true}
      onChange={(event) => onChange(event.currentTarget.checked)}
      error={error}
      data-path={name}
    />
  );
}
