import type { ComponentType } from 'react';
import type { FieldKind } from '#shared/fields/field.ts';
import { DateTimeInput } from './datetime-input.tsx';
import type { FieldInputProps } from './input-props.ts';
import { LineInput } from './line-input.tsx';
import { MoneyInput } from './money-input.tsx';

/** Inputs of kinds that are typed in one line: light enough to be there before anybody types. */
export const typedInputs = {
  email: LineInput,
  phone: LineInput,
  integer: LineInput,
  date: LineInput,
  datetime: DateTimeInput,
  money: MoneyInput,
  decimal: LineInput,
} satisfies Partial<Record<FieldKind, ComponentType<FieldInputProps>>>;
