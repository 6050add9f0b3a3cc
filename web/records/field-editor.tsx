import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { AnyRecord } from '#web/api/records.ts';
import { FieldInput } from '#web/fields/field-input.tsx';
import { type FormValue, toFormValues } from '#web/fields/form-values.ts';
import type { EditableFieldProps } from './editable-field.tsx';
import { FieldConflict } from './field-conflict.tsx';
import { useWorkOn } from './presence/use-work.ts';
import classes from './record-fields.module.css';
import type { Editing } from './record-fields.tsx';
import { useSaveField, wrongWith } from './use-save-field.ts';

interface FieldEditorProps extends Omit<EditableFieldProps, 'editing' | 'onEdit'> {
  editing: Editing;
}

/** Kinds that are chosen, not typed: choosing saves. */
const chosen = new Set(['option', 'relation', 'boolean']);

/** The input of one field in its place. Enter or leaving it saves, Tab saves and goes on, Escape gives up. */
export function FieldEditor({ object, record, name, field, editing, onDone, onRefused }: FieldEditorProps) {
  const [base] = useState(record);
  const before = toFormValues({ [name]: field }, base);
  const [value, setValue] = useState<FormValue>(editing.typed ?? before[name] ?? '');
  const [error, setError] = useState(editing.error ?? '');
  const { theirs } = editing;
  const box = useRef<HTMLDivElement>(null);
  const ended = useRef(false);
  const save = useSaveField(object, record);
  useWorkOn({ object, id: record.id, doing: 'editing', field: name });
  useEffect(() => {
    const input = box.current?.querySelector<HTMLInputElement>('[data-path]');
    input?.focus();
    if (chosen.has(field.kind)) input?.click();
    else input?.select();
  }, [field.kind]);

  async function finish(typed: FormValue, step: 0 | 1 | -1, over: AnyRecord = base) {
    if (ended.current) return;
    const wrong = typed === before[name] ? undefined : wrongWith(field, name, typed);
    if (wrong) return setError(wrong);
    ended.current = true;
    onDone(step);
    const refusal = await save(name, typed, over);
    if (refusal) onRefused(refusal);
  }
  function press(event: KeyboardEvent) {
    const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    const isSend = event.key === 'Enter' && isTyping && (!field.multiline || event.ctrlKey || event.metaKey);
    if (event.key === 'Escape') {
      event.stopPropagation();
      ended.current = true;
      onDone(0);
    } else if (event.key === 'Tab' && field.kind !== 'entries') {
      event.preventDefault();
      void finish(value, event.shiftKey ? -1 : 1);
    } else if (isSend && !chosen.has(field.kind) && !event.nativeEvent.isComposing) {
      event.preventDefault();
      void finish(value, 0);
    }
  }
  function leave(event: FocusEvent) {
    const isInside = event.relatedTarget instanceof Node && box.current?.contains(event.relatedTarget);
    if (!isInside && !theirs) void finish(value, 0);
  }
  function change(next: FormValue) {
    setValue(next);
    setError('');
    if (chosen.has(field.kind)) void finish(next, 0);
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys and focus are those of the input in it
    <div ref={box} className={classes.editor} onKeyDown={press} onBlur={leave}>
      <FieldInput
        name={name}
        field={field}
        value={value}
        onChange={change}
        error={error || undefined}
        isBare={field.kind === 'entries'}
      />
      {theirs && (
        <FieldConflict
          object={object}
          name={name}
          mine={value}
          before={before}
          theirs={theirs}
          onTheirs={() => onDone(0)}
          onMine={() => finish(value, 0, theirs)}
        />
      )}
    </div>
  );
}
