import { useForm } from '@mantine/form';
import { useRef, useState } from 'react';
import { type Fields, readInput } from '#shared/fields/input.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { ApiError } from '#web/api/client.ts';
import { useCreateRecord, useUpdateRecord } from '#web/api/mutations.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { type FormValues, newRecordValues, toFormValues, toInput } from '#web/fields/form-values.ts';
import { useObject, useSession } from './use-object.ts';

export interface RecordFormInput {
  object: ObjectName;
  /** The record to change; without one a new record is created. */
  record?: AnyRecord;
  /** Values of a new record that are already known. */
  preset?: Readonly<Record<string, unknown>>;
  /** Only these fields, in this order. */
  only?: readonly string[];
  onSaved: (record: AnyRecord) => void;
}

/** State of a form for one record: values, errors, saving, and what to do when somebody else has saved first. */
export function useRecordForm({ object, record, preset, only, onSaved }: RecordFormInput) {
  const definition = useObject(object);
  const fields = formFields(definition, only);
  const { user } = useSession();
  const [base, setBase] = useState(record);
  const [conflict, setConflict] = useState<AnyRecord | null>(null);
  const [message, setMessage] = useState('');
  const saved = useRef(false);
  const sending = useRef(false);
  const create = useCreateRecord(object);
  const update = useUpdateRecord(object);
  const form = useForm<FormValues>({
    mode: 'controlled',
    initialValues: toFormValues(fields, record ?? { ...newRecordValues(fields, user.id), ...preset }),
    clearInputErrorOnChange: true,
  });

  function showErrors(errors: Record<string, string>): boolean {
    const own = Object.entries(errors).filter(([name]) => fields[name]);
    form.setErrors(Object.fromEntries(own));
    const first = Object.keys(fields).find((name) => errors[name]);
    // After the errors are on screen, so that a screen reader reads the field with its error.
    if (first) setTimeout(() => form.getInputNode(first)?.focus());
    const others = Object.entries(errors).filter(([name]) => !fields[name]);
    setMessage(others.map(([, text]) => text).join(' '));
    return own.length > 0 || others.length > 0;
  }

  function fail(error: unknown) {
    if (error instanceof ApiError && error.status === 409 && error.data) {
      setMessage('');
      setConflict(error.data as AnyRecord);
      return;
    }
    const placed = error instanceof ApiError && showErrors(error.errors);
    if (!placed) setMessage(error instanceof Error ? error.message : 'Something went wrong');
  }

  async function save(over: AnyRecord | undefined = base) {
    if (sending.current) return;
    const input = changedInput(fields, form.getValues(), base);
    const { errors } = readInput(fields, input, base ? 'update' : 'create');
    setMessage('');
    if (showErrors(errors)) return;
    sending.current = true;
    try {
      const body = over ? { id: over.id, version: over.version, ...input } : input;
      const result = over ? await update.mutateAsync(body as { id: number }) : await create.mutateAsync(body);
      saved.current = true;
      onSaved(result as AnyRecord);
    } catch (error) {
      fail(error);
    } finally {
      sending.current = false;
    }
  }

  /** Gives up the own changes for the record as it is now. */
  function takeTheirs() {
    if (!conflict) return;
    setBase(conflict);
    form.setInitialValues(toFormValues(fields, conflict));
    form.setValues(toFormValues(fields, conflict));
    setConflict(null);
  }

  return {
    definition,
    fields,
    form,
    base,
    conflict,
    message,
    isSaving: create.isPending || update.isPending,
    isDirty: () => !saved.current && form.isDirty(),
    save: () => save(),
    saveOverTheirs: () => save(conflict ?? undefined),
    takeTheirs,
  };
}

export type RecordFormState = ReturnType<typeof useRecordForm>;

/** What to send: of a record that exists only what was changed, of a new one what has a value. */
function changedInput(fields: Fields, values: FormValues, base: AnyRecord | undefined): Record<string, unknown> {
  const input = toInput(fields, values);
  const before = base && toFormValues(fields, base);
  return Object.fromEntries(
    Object.entries(input).filter(([name, value]) => (before ? values[name] !== before[name] : value !== null)),
  );
}

function formFields(definition: ObjectDefinition, only: readonly string[] | undefined): Fields {
  const names = only ?? Object.keys(definition.fields);
  const writable = names.flatMap((name) => {
    const field = definition.fields[name];
    return field && !field.readOnly ? [[name, field] as const] : [];
  });
  return Object.fromEntries(writable);
}
