import { useRef, useState } from 'react';
import { type FieldErrors, type Fields, readInput } from '#shared/fields/input.ts';
import { ApiError } from '#web/api/client.ts';
import { failureText, joinErrors } from '#web/api/failure-text.ts';
import { useCreateRecord } from '#web/api/mutations.ts';
import { useObject } from '#web/records/use-object.ts';
import type { Subject } from './subject.ts';

interface Draft {
  type: string;
  subject: string;
  body: string;
}

/** State of the box that adds an activity to a subject. */
export function useComposer(subject: Subject) {
  const { fields: defined } = useObject('activities');
  const usual = String(defined.type?.default ?? '');
  const [values, setValues] = useState<Draft>({ type: usual, subject: '', body: '' });
  const [errors, setErrors] = useState<FieldErrors>({});
  const [message, setMessage] = useState('');
  const create = useCreateRecord('activities');
  const sending = useRef(false);

  const typeLabel = defined.type?.options?.find((one) => one.value === values.type)?.label ?? '';
  const fields = withBodyLabel(defined, `${typeLabel} text`);

  function set(patch: Partial<Draft>) {
    setValues((before) => ({ ...before, ...patch }));
    setErrors({});
  }

  /** At their inputs what belongs to one, the rest as a message. */
  function show(found: FieldErrors, failure?: unknown) {
    const isShown = (name: string) => name === 'subject' || name === 'body';
    setErrors(found);
    const others = Object.keys(found).filter((name) => !isShown(name));
    setMessage(failure ? failureText(failure, isShown) : joinErrors(others.map((name) => found[name] ?? '')));
  }

  /** False when it was refused. */
  async function add(): Promise<boolean> {
    if (sending.current) return true;
    const input = {
      ...subject,
      type: values.type,
      subject: values.subject || typeLabel || undefined,
      body: values.body,
    };
    const found = readInput(fields, input, 'create').errors;
    show(found);
    if (Object.keys(found).length > 0) return false;
    sending.current = true;
    try {
      await create.mutateAsync(input);
      setValues({ type: values.type, subject: '', body: '' });
      return true;
    } catch (error) {
      show(error instanceof ApiError ? error.errors : {}, error);
      return false;
    } finally {
      sending.current = false;
    }
  }
  const isDirty = () => values.subject.trim() !== '' || values.body.trim() !== '';
  return { fields, typeLabel, values, set, errors, message, add, isDirty, isSaving: create.isPending };
}

export type ComposerState = ReturnType<typeof useComposer>;

/** The box calls the body by the type that is chosen; so do its errors. */
function withBodyLabel(fields: Fields, label: string): Fields {
  return fields.body ? { ...fields, body: { ...fields.body, label } } : fields;
}
