import { Select, TextInput } from '@mantine/core';
import classes from './api-docs.module.css';
import type { ApiParameter } from './document.ts';
import { Marked } from './marked.tsx';

interface ParameterInputProps {
  parameter: ApiParameter;
  value: string;
  onChange: (value: string) => void;
}

/** One parameter of a call to fill in. */
export function ParameterInput({ parameter, value, onChange }: ParameterInputProps) {
  const { name, description, required, schema } = parameter;
  const common = {
    label: name,
    description: description && <Marked text={description} />,
    required,
    className: classes.parameter,
    value,
    size: 'sm',
  } as const;
  const choices = schema.enum?.filter((one) => one !== null) ?? (schema.type === 'boolean' ? ['true', 'false'] : null);
  if (choices) return <Select {...common} data={choices} clearable onChange={(next) => onChange(next ?? '')} />;
  return (
    <TextInput
      {...common}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
