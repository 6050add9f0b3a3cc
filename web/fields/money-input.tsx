import { TextInput } from '@mantine/core';
import { readDecimal, writeDecimal } from './decimal-text.ts';
import { type FieldInputProps, sharedProps } from './input-props.ts';

/** An amount in the person's own notation; leaving the field shows how it was understood. */
export function MoneyInput(props: FieldInputProps) {
  const { value, onChange } = props;
  return (
    <TextInput
      {...sharedProps(props)}
      inputMode="decimal"
      value={String(value)}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={() => onChange(writeDecimal(readDecimal(String(value))))}
    />
  );
}
