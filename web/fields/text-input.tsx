import { Textarea, TextInput } from '@mantine/core';
import type { FieldKind } from '#shared/fields/field.ts';
import { type FieldInputProps, sharedProps } from './input-props.ts';

const types: Partial<Record<FieldKind, string>> = { email: 'email', phone: 'tel', date: 'date' };

/** Everything that is typed as text; days too, where browsers bring a calendar in the person's own format. */
export function TextFieldInput(props: FieldInputProps) {
  const { field, value, onChange } = props;
  const shared = {
    ...sharedProps(props),
    value: String(value),
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  if (field.multiline) return <Textarea {...shared} autosize minRows={4} maxRows={14} />;
  return (
    <TextInput
      {...shared}
      type={types[field.kind] ?? 'text'}
      inputMode={field.kind === 'integer' ? 'numeric' : undefined}
      max={field.kind === 'date' ? '9999-12-31' : undefined}
    />
  );
}
