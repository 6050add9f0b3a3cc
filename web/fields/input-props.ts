import type { Field } from '#shared/fields/field.ts';
import type { FormValue } from './form-values.ts';

/** What every kind's input takes. */
export interface FieldInputProps {
  name: string;
  field: Field;
  value: FormValue;
  onChange: (value: FormValue) => void;
  error?: string;
  autoFocus?: boolean;
  /** In a cell: small, named for screen readers only. */
  isBare?: boolean;
}

/** Attributes that all inputs share; forms find an input by `data-path`. */
export function sharedProps({ name, field, error, autoFocus, isBare }: FieldInputProps) {
  return {
    ...(isBare ? { 'aria-label': field.label, size: 'xs' } : { label: field.label }),
    required: field.required,
    error,
    'data-path': name,
    'data-autofocus': autoFocus || undefined,
    autoComplete: 'off',
  };
}
