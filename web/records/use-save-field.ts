import { useQueryClient } from '@tanstack/react-query';
import type { Field } from '#shared/fields/field.ts';
import { type Fields, readInput } from '#shared/fields/input.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { ApiError } from '#web/api/client.ts';
import { failureText } from '#web/api/failure-text.ts';
import { useUpdateRecord } from '#web/api/mutations.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { type FormValue, toFormValues, toInput } from '#web/fields/form-values.ts';
import { t } from '#web/language/translate.ts';
import { contestedFields } from './conflicts.ts';
import { recordInTheWay } from './record-in-the-way.ts';
import { useNotifyWritten } from './use-notify-written.ts';
import { useObject } from './use-object.ts';

/** Why one field was not saved; `theirs` is the record of somebody who has changed the same field meanwhile. */
export interface Refusal {
  name: string;
  typed: FormValue;
  error: string;
  theirs?: AnyRecord;
}

/** Saves one field at once: shown before the server has answered, put back when it refuses. Answers why it was, else null. */
export function useSaveField(object: ObjectName, record: AnyRecord) {
  const queries = useQueryClient();
  const definition = useObject(object);
  const update = useUpdateRecord(object);
  const notifyWritten = useNotifyWritten();
  const key = [object, 'record', record.id];

  return async function save(name: string, typed: FormValue, base: AnyRecord = record): Promise<Refusal | null> {
    const field = definition.fields[name];
    if (!field) return null;
    const fields: Fields = { [name]: field };
    const before = toFormValues(fields, base);
    if (typed === before[name]) return null;
    const input = toInput(fields, { [name]: typed });
    const shown = queries.getQueryData<AnyRecord>(key);
    queries.setQueryData(key, { ...(shown ?? base), ...input });
    try {
      const { changeSetId } = await update.mutateAsync({ id: record.id, version: base.version, ...input });
      notifyWritten(t('{field} changed', { field: field.label }), changeSetId);
      return null;
    } catch (error) {
      const theirs = recordInTheWay(error);
      queries.setQueryData(key, theirs ?? shown);
      if (!theirs) return { name, typed, error: textOf(error, name) };
      const isContested = contestedFields(fields, { mine: { [name]: typed }, before, theirs }).length > 0;
      // Somebody has changed other fields: this one goes on top.
      return isContested ? { name, typed, error: '', theirs } : save(name, typed, theirs);
    }
  };
}

/** What is wrong with what was typed, before anybody is asked. */
export function wrongWith(field: Field, name: string, typed: FormValue): string | undefined {
  const fields: Fields = { [name]: field };
  return readInput(fields, toInput(fields, { [name]: typed }), 'update').errors[name];
}

function textOf(error: unknown, name: string): string {
  return (error instanceof ApiError && error.errors[name]) || failureText(error);
}
