import { UnstyledButton } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type MouseEvent, useRef } from 'react';
import type { Field } from '#shared/fields/field.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { narrowed } from '#web/fields/choices.ts';
import { FieldValue } from '#web/fields/field-value.tsx';
import { hasValue } from '#web/fields/has-value.ts';
import { t } from '#web/language/translate.ts';
import { Markdown } from '#web/ui/markdown.tsx';
import { FieldEditor } from './field-editor.tsx';
import classes from './record-fields.module.css';
import type { Editing } from './record-fields.tsx';
import type { Refusal } from './use-save-field.ts';

export interface EditableFieldProps {
  object: ObjectName;
  record: AnyRecord;
  name: string;
  field: Field;
  editing: Editing | null;
  onEdit: () => void;
  /** Editing has ended; `step` says whether the field after (1) or before (-1) comes next. */
  onDone: (step: 0 | 1 | -1) => void;
  onRefused: (refusal: Refusal) => void;
}

/** A field's value that becomes an input by a click anywhere on it, or by its button. */
export function EditableField(props: EditableFieldProps) {
  const { record, name, field, editing, onEdit, onDone } = props;
  const button = useRef<HTMLButtonElement>(null);
  function done(step: 0 | 1 | -1) {
    onDone(step);
    if (step === 0) requestAnimationFrame(() => button.current?.focus());
  }
  if (editing) return <FieldEditor {...props} field={narrowed(field, record)} editing={editing} onDone={done} />;
  const label = t('Change {field}', { field: field.label });
  if (!hasValue(record[name])) {
    return (
      <UnstyledButton ref={button} className={classes.empty} aria-label={`${label}: ${t('Not set')}`} onClick={onEdit}>
        {t('Not set')}
      </UnstyledButton>
    );
  }
  // The button serves the keyboard; the click on the value is a larger target for the mouse.
  const open = ({ target }: MouseEvent) => {
    const isControl = target instanceof Element && target.closest('a, button');
    if (!isControl && !window.getSelection()?.toString()) onEdit();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div className={classes.value} onClick={open}>
      <div className={classes.text}>
        {field.multiline ? (
          <Markdown text={String(record[name])} />
        ) : (
          <FieldValue name={name} field={field} record={record} withLinks />
        )}
      </div>
      <UnstyledButton ref={button} className={classes.edit} aria-label={label} onClick={onEdit}>
        <IconPencil size={14} aria-hidden="true" />
      </UnstyledButton>
    </div>
  );
}
