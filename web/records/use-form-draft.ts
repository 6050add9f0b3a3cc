import type { UseFormReturnType } from '@mantine/form';
import { useEffect, useState } from 'react';
import type { FormValues } from '#web/fields/form-values.ts';
import { useDraft } from './use-draft.ts';

interface FormDraft {
  values: FormValues;
  /** What the form showed before anybody typed: only what was typed since is brought back. */
  before: FormValues;
}

/** Keeps what is typed into a form until it is saved or given up, and brings back what an earlier visit has left. */
export function useFormDraft(name: string, form: UseFormReturnType<FormValues>) {
  const draft = useDraft<FormDraft>(name);
  const [start] = useState(form.getValues());
  const [isRestored, setIsRestored] = useState(false);
  const { setValues, values } = form;

  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was found when the form opened is brought back
  useEffect(() => {
    const typed = Object.entries(draft.found?.values ?? {}).filter(
      ([field, value]) => Object.hasOwn(start, field) && value !== draft.found?.before[field],
    );
    if (typed.length === 0) return;
    setValues(Object.fromEntries(typed));
    setIsRestored(true);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: kept whenever something is typed
  useEffect(() => {
    const isTyped = Object.keys(values).some((field) => values[field] !== start[field]);
    if (isTyped) draft.keep({ values, before: start });
  }, [values]);

  function discard() {
    setIsRestored(false);
    setValues(start);
    draft.drop();
  }
  return { isRestored, discard, drop: draft.drop };
}
