import { useDebouncedValue } from '@mantine/hooks';
import type { Field } from '#shared/fields/field.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { toInput } from '#web/fields/form-values.ts';
import { hasValue } from '#web/fields/has-value.ts';
import { DuplicateNote } from './duplicate-note.tsx';
import type { RecordFormState } from './use-record-form.ts';

interface FormDuplicatesProps {
  state: RecordFormState;
}

/** Warns while a new record is typed in that it may be there already; nothing for objects that nothing but a name tells apart. */
export function FormDuplicates({ state: { definition, fields, form } }: FormDuplicatesProps) {
  const [typed] = useDebouncedValue(form.values, 400);
  const isKey = ({ kind, of, match }: Field) => match === true || (of ?? kind) === 'email';
  const tells = (name: string, field: Field) =>
    isKey(field) || (field.of ?? field.kind) === 'phone' || name === definition.title;
  if (!Object.values(fields).some(isKey)) return null;
  const input = toInput(fields, typed);
  const like = Object.entries(fields)
    .filter(([name, field]) => tells(name, field) && hasValue(input[name]))
    .map(([name]) => [name, input[name]]);
  return <DuplicateNote object={definition.name as ObjectName} like={Object.fromEntries(like)} />;
}
