import type { UseFormReturnType } from '@mantine/form';
import { useState } from 'react';
import type { FieldErrors, Fields } from '#shared/fields/input.ts';
import { ApiError } from '#web/api/client.ts';
import { failureText, joinErrors } from '#web/api/failure-text.ts';
import type { FormValues } from '#web/fields/form-values.ts';

/** Shows what is wrong with a form: at the field where it belongs to one, else as a message above. */
export function useFormProblems(fields: Fields, form: UseFormReturnType<FormValues>) {
  const [message, setMessage] = useState('');

  /** Answers whether there was anything to show; the first wrong field gets the focus. */
  function show(errors: FieldErrors): boolean {
    const all = Object.entries(errors);
    form.setErrors(Object.fromEntries(all.filter(([name]) => fields[name])));
    setMessage(joinErrors(all.filter(([name]) => !fields[name]).map(([, text]) => text)));
    const first = Object.keys(fields).find((name) => errors[name]);
    // After the errors are on screen, so that a screen reader reads the field with its error.
    if (first) setTimeout(() => form.getInputNode(first)?.focus());
    return all.length > 0;
  }

  function showFailure(error: unknown): void {
    if (error instanceof ApiError && show(error.errors)) return;
    setMessage(failureText(error));
  }
  return { message, show, showFailure };
}
