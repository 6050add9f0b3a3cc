import type { ComponentType } from 'react';
import type { FieldKind } from '#shared/fields/field.ts';
import { BooleanInput } from './boolean-input.tsx';
import { EntriesInput } from './entries-input.tsx';
import type { FieldInputProps } from './input-props.ts';
import { OptionInput } from './option-input.tsx';
import { RelationInput } from './relation-input.tsx';
import { TagsInput } from './tags-input.tsx';
import { TextFieldInput } from './text-input.tsx';
import { typedInputs } from './typed-inputs.ts';

const inputs: Record<FieldKind, ComponentType<FieldInputProps>> = {
  text: TextFieldInput,
  ...typedInputs,
  option: OptionInput,
  relation: RelationInput,
  boolean: BooleanInput,
  tags: TagsInput,
  entries: EntriesInput,
  // Settings such as the rights of a role are edited on screens of their own.
  json: () => null,
};

/** The input that fits a field's kind. */
export function FieldInput(props: FieldInputProps) {
  const Input = inputs[props.field.kind];
  return <Input {...props} />;
}
