import { Select } from '@mantine/core';
import { t } from '#web/language/translate.ts';
import { type FieldInputProps, sharedProps } from './input-props.ts';
import { OptionLabel } from './option-label.tsx';

export function OptionInput(props: FieldInputProps) {
  const { field, value, onChange } = props;
  const canBeEmpty = !field.required && field.default === undefined;
  return (
    <Select
      {...sharedProps(props)}
      data={(field.options ?? []).map(({ value, label }) => ({ value, label }))}
      value={String(value) || null}
      onChange={(next) => onChange(next ?? '')}
      clearable={canBeEmpty}
      allowDeselect={canBeEmpty}
      placeholder={t('Choose…')}
      renderOption={({ option }) => <OptionLabel field={field} value={option.value} />}
    />
  );
}
