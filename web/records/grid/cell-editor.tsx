import { type KeyboardEvent, useRef, useState } from 'react';
import type { Field } from '#shared/fields/field.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { type FormValue, toFormValues, toInput } from '#web/fields/form-values.ts';
import { CellInput } from './cell-input.tsx';
import classes from './grid.module.css';

interface CellEditorProps {
  name: string;
  field: Field;
  record: AnyRecord;
  /** What was typed to begin with, instead of the value. */
  typed?: string;
  /** With the new value, or without one when it stays as it was; `move` is where to go on. */
  onDone: (change: { value: unknown } | null, move?: 'next' | 'previous' | 'down') => void;
}

/** The input for one value of a row, in its cell. Enter and Tab keep what was typed, Escape what was there. */
export function CellEditor({ name, field, record, typed, onDone }: CellEditorProps) {
  const fields = { [name]: field };
  const [value, setValue] = useState<FormValue>(() => typed ?? toFormValues(fields, record)[name] ?? '');
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(value);
  const isOver = useRef(false);
  const isChoice = field.kind === 'option' || field.kind === 'relation';
  /** Takes the focus, and what was typed before it could. */
  function start(early: string) {
    const input = box.current?.querySelector('input');
    input?.focus();
    if (isChoice) input?.click();
    else if (typed === undefined && input?.type !== 'date') input?.select();
    if (early && input) typeInto(input, early);
  }
  function finish(next: FormValue | null, move?: 'next' | 'previous' | 'down') {
    if (isOver.current) return;
    isOver.current = true;
    onDone(next === null ? null : { value: toInput(fields, { [name]: next })[name] ?? null }, move);
  }
  function change(next: FormValue) {
    latest.current = next;
    setValue(next);
    // Choosing is deciding; typing ends with a key.
    if (isChoice) finish(next, undefined);
  }
  function onKeyDown(event: KeyboardEvent) {
    const isOpen = event.target instanceof Element && event.target.getAttribute('aria-expanded') === 'true';
    if (event.key === 'Escape') finish(null);
    else if (event.key === 'Tab') finish(latest.current, event.shiftKey ? 'previous' : 'next');
    else if (event.key === 'Enter' && !(isChoice && isOpen)) finish(latest.current, 'down');
    else {
      event.stopPropagation();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the input in it is what is interacted with
    <div
      ref={box}
      className={classes.editor}
      onKeyDownCapture={(event) => event.key === 'Escape' && onKeyDown(event)}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        // A list of choices stands elsewhere in the page, and takes no focus.
        if (!box.current?.contains(event.relatedTarget)) finish(isChoice ? null : latest.current);
      }}
    >
      <CellInput name={name} field={field} value={value} onChange={change} onReady={start} isBare />
    </div>
  );
}

/** Puts text into an input as a person would: whoever listens to it hears it. */
function typeInto(input: HTMLInputElement, text: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
