import { Textarea } from '@mantine/core';
import { type FieldInputProps, sharedProps } from './input-props.ts';
import { LineInput } from './line-input.tsx';

/** Text of one line or of several. */
export function TextFieldInput(props: FieldInputProps) {
  const { field, value, onChange } = props;
  if (!field.multiline) return <LineInput {...props} />;
  return (
    <Textarea
      {...sharedProps(props)}
      value={String(value)}
      onChange={(event) => onChange(event.currentTarget.value)}
      autosize
      minRows={4}
      maxRows={14}
    />
  );
}
