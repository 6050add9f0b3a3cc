import { TextInput } from '@mantine/core';
import type { FieldKind } from '#shared/fields/field.ts';
import { type FieldInputProps, sharedProps } from './input-props.ts';

const types: Partial<Record<FieldKind, string>> = { email: 'email', phone: 'tel', date: 'date' };

/** What is typed in one line; days too, where browsers bring a calendar in the person's own format. */
export function LineInput(props: FieldInputProps) {
  const { field, value, onChange } = props;
  return (
    <TextInput
      {...sharedProps(props)}
      value={String(value)}
      onChange={(event) => onChange(event.currentTarget.value)}
      type={types[field.kind] ?? 'text'}
      inputMode={field.kind === 'integer' ? 'numeric' : undefined}
      max={field.kind === 'date' ? '9999-12-31' : undefined}
    />
  );
}
