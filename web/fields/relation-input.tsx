import { type FieldInputProps, sharedProps } from './input-props.ts';
import { RelationPicker } from './relation-picker.tsx';

export function RelationInput(props: FieldInputProps) {
  return (
    <RelationPicker
      {...sharedProps(props)}
      target={props.field.target ?? ''}
      value={Number(props.value) || null}
      onChange={(id) => props.onChange(id === null ? '' : String(id))}
    />
  );
}
