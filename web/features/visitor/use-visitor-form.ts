import { type FormEvent, useRef, useState } from 'react';
import type { FieldErrors, Fields } from '#shared/fields/input.ts';
import { ApiError } from '#web/api/client.ts';
import { failureText } from '#web/api/failure-text.ts';
import { checkInput } from '#web/fields/check-input.ts';
import { current } from '#web/language/current.ts';
import { t } from '#web/language/translate.ts';

interface VisitorForm {
  fields: Fields;
  send: (values: Record<string, string>) => Promise<unknown>;
  onEnter: () => void;
}

/**
 * State of a form that signs somebody in. `values` are those of `fields`, checked as the server does, and those of all other
 * inputs (passwords) as typed. The first wrong field gets the focus; what no field of the form can show becomes a message.
 */
export function useVisitorForm({ fields, send, onEnter }: VisitorForm) {
  const [errors, setErrors] = useState<FieldErrors>({});
  const [message, setMessage] = useState('');
  const [busy, setBusy] = useState(false);
  const sending = useRef(false);

  function showErrors(form: HTMLFormElement, found: FieldErrors) {
    setErrors(found);
    const first = [...form.elements].find((one) => one instanceof HTMLInputElement && found[one.name]);
    if (first instanceof HTMLElement) first.focus();
  }

  function fail(form: HTMLFormElement, error: unknown) {
    showErrors(form, error instanceof ApiError ? error.errors : {});
    setMessage(failureMessage(error, (name) => form.elements.namedItem(name) !== null));
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    if (sending.current) return;
    setMessage('');
    const { typed, errors: found } = readForm(form, fields);
    showErrors(form, found);
    if (Object.keys(found).length > 0) return;
    sending.current = true;
    setBusy(true);
    try {
      await send(typed);
      onEnter();
    } catch (error) {
      fail(form, error);
      sending.current = false;
      setBusy(false);
    }
  }
  return { errors, message, busy, submit };
}

function readForm(form: HTMLFormElement, fields: Fields) {
  const typed = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  const own = Object.fromEntries(Object.keys(fields).map((name) => [name, typed[name] ?? '']));
  const { values, errors } = checkInput(fields, own, 'create');
  for (const input of form.elements) {
    if (input instanceof HTMLInputElement && input.type === 'password' && !input.value) {
      errors[input.name] = t('Password is required');
    }
  }
  return { typed: { ...typed, ...(values as Record<string, string>) }, errors };
}

function failureMessage(error: unknown, isShown: (field: string) => boolean): string {
  if (!(error instanceof ApiError)) return t('Something went wrong. Try again.');
  if (error.status === 429 && error.retryAfter)
    return t('Too many attempts. Try again in {time}.', { time: waitText(error.retryAfter) });
  return failureText(error, isShown);
}

function waitText(seconds: number): string {
  const [value, unit] = seconds < 90 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return new Intl.NumberFormat(current.language, { style: 'unit', unit, unitDisplay: 'long' }).format(Number(value));
}
