import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { type FieldInputProps, sharedProps } from './input-props.ts';
import { fromLocal, toLocal } from './local-time.ts';

/** A moment, in the person's own time; browsers bring a calendar and a clock in the person's format. */
export function DateTimeInput(props: FieldInputProps) {
  const { value, onChange } = props;
  const [typed, setTyped] = useState(() => toLocal(String(value)));
  const isMeant = fromLocal(typed) === String(value);
  return (
    <TextInput
      {...sharedProps(props)}
      type="datetime-local"
      max="9999-12-31T23:59"
      value={isMeant ? typed : toLocal(String(value))}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(fromLocal(event.currentTarget.value));
      }}
    />
  );
}
