import { useForm } from '@mantine/form';
import { useRef, useState } from 'react';
import type { Fields } from '#shared/fields/input.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { useCreateRecord, useUpdateRecord } from '#web/api/mutations.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { checkInput } from '#web/fields/check-input.ts';
import { type FormValues, newRecordValues, toFormValues, toInput } from '#web/fields/form-values.ts';
import { isListed } from '#web/fields/is-listed.ts';
import { type Choices, mergeVersions } from './conflicts.ts';
import { useWorkOn } from './presence/use-work.ts';
import { recordInTheWay } from './record-in-the-way.ts';
import { useFormDraft } from './use-form-draft.ts';
import { useFormProblems } from './use-form-problems.ts';
import { useObject, useSession } from './use-object.ts';

export interface RecordFormInput {
  object: ObjectName;
  /** The record to change; without one a new record is created. */
  record?: AnyRecord;
  /** Values of a new record that are already known. */
  preset?: Readonly<Record<string, unknown>>;
  /** Only these fields, in this order. */
  only?: readonly string[];
  /** Called with the change set that saving made; null when nothing had changed. */
  onSaved: (record: AnyRecord, changeSetId: number | null) => void;
}

/** State of a form for one record: values, errors, saving, and what to do when somebody else has saved first. */
export function useRecordForm({ object, record, preset, only, onSaved }: RecordFormInput) {
  const definition = useObject(object);
  const fields = formFields(definition, only);
  const { user } = useSession();
  const [base, setBase] = useState(record);
  const [conflict, setConflict] = useState<AnyRecord | null>(null);
  const saved = useRef(false);
  const sending = useRef(false);
  const create = useCreateRecord(object);
  const update = useUpdateRecord(object);
  const form = useForm<FormValues>({
    mode: 'controlled',
    initialValues: toFormValues(fields, record ?? { ...newRecordValues(fields, user.id), ...preset }),
    clearInputErrorOnChange: true,
  });
  const draft = useFormDraft(`form.${object}.${record?.id ?? 'new'}`, form);
  const problems = useFormProblems(fields, form);
  useWorkOn(record ? { object, id: record.id, doing: 'editing' } : null);
  const before = toFormValues(fields, base ?? {});

  async function save(over: AnyRecord | undefined = base, values: FormValues = form.getValues()) {
    if (sending.current) return;
    const input = changedInput(fields, values, over);
    if (problems.show(checkInput(fields, input, over ? 'update' : 'create').errors)) return;
    if (over && Object.keys(input).length === 0) return onSaved(over, null);
    sending.current = true;
    try {
      const body = over ? { id: over.id, version: over.version, ...input } : input;
      const { data, changeSetId } = over
        ? await update.mutateAsync(body as { id: number })
        : await create.mutateAsync(body);
      saved.current = true;
      draft.drop();
      onSaved(data as AnyRecord, changeSetId);
    } catch (error) {
      const theirs = recordInTheWay(error);
      if (theirs) setConflict(theirs);
      else problems.showFailure(error);
    } finally {
      sending.current = false;
    }
  }

  /** Saves what both versions come to, over the one of somebody else. */
  function resolve(choices: Choices) {
    if (!conflict || !base) return;
    const merged = mergeVersions(fields, { mine: form.getValues(), before, theirs: conflict }, choices);
    setBase(conflict);
    form.setInitialValues(toFormValues(fields, conflict));
    form.setValues(merged);
    setConflict(null);
    void save(conflict, merged);
  }

  return {
    definition,
    fields,
    form,
    base,
    conflict,
    message: problems.message,
    isSaving: create.isPending || update.isPending,
    isDirty: () => !saved.current && form.isDirty(),
    save: () => save(),
    before,
    draft,
    resolve,
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
  const listed = Object.fromEntries(names.map((name) => [name, definition.fields[name]]));
  const writable = names.flatMap((name) => {
    const field = definition.fields[name];
    return field && !field.readOnly && !isListed(listed, name) ? [[name, field] as const] : [];
  });
  return Object.fromEntries(writable);
}
