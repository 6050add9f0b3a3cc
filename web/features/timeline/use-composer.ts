import { useRef, useState } from 'react';
import { type FieldErrors, readInput } from '#shared/fields/input.ts';
import { ApiError } from '#web/api/client.ts';
import { useCreateRecord } from '#web/api/mutations.ts';
import { useObject } from '#web/records/use-object.ts';
import type { TimelineSubject } from './timeline.tsx';

interface Draft {
  type: string;
  subject: string;
  body: string;
}

/** State of the box that adds an activity to a subject. */
export function useComposer(subject: TimelineSubject) {
  const { fields } = useObject('activities');
  const usual = String(fields.type?.default ?? '');
  const [values, setValues] = useState<Draft>({ type: usual, subject: '', body: '' });
  const [errors, setErrors] = useState<FieldErrors>({});
  const [message, setMessage] = useState('');
  const create = useCreateRecord('activities');
  const sending = useRef(false);

  function set(patch: Partial<Draft>) {
    setValues((before) => ({ ...before, ...patch }));
    setErrors({});
  }

  /** False when it was refused. */
  async function add(): Promise<boolean> {
    if (sending.current) return true;
    const typeLabel = fields.type?.options?.find((one) => one.value === values.type)?.label;
    const input = { ...subject, type: values.type, subject: values.subject || typeLabel, body: values.body };
    const found = readInput(fields, input, 'create').errors;
    setErrors(found);
    setMessage('');
    if (Object.keys(found).length > 0) return false;
    sending.current = true;
    try {
      await create.mutateAsync(input);
      setValues({ type: values.type, subject: '', body: '' });
      return true;
    } catch (error) {
      setErrors(error instanceof ApiError ? error.errors : {});
      const placed = error instanceof ApiError && (error.errors.subject || error.errors.body);
      if (!placed) setMessage(error instanceof Error ? error.message : 'Something went wrong');
      return false;
    } finally {
      sending.current = false;
    }
  }
  const isDirty = () => values.subject.trim() !== '' || values.body.trim() !== '';
  return { fields, values, set, errors, message, add, isDirty, isSaving: create.isPending };
}

export type ComposerState = ReturnType<typeof useComposer>;
