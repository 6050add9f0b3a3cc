import { Button } from '@mantine/core';
import type { FormEvent } from 'react';
import type { Field } from '#shared/fields/field.ts';
import { narrowed } from '#web/fields/choices.ts';
import { FieldInput } from '#web/fields/field-input.tsx';
import { t } from '#web/language/translate.ts';
import { Note } from '#web/ui/note.tsx';
import { ConflictChoice } from './conflict-choice.tsx';
import { DraftNote } from './draft-note.tsx';
import { FormDuplicates } from './form-duplicates.tsx';
import classes from './record-form.module.css';
import type { RecordFormState } from './use-record-form.ts';

interface RecordFormProps {
  state: RecordFormState;
  /** What the button does, such as `Create lead`. */
  action: string;
  onCancel: () => void;
}

/** The inputs of a record, generated from its definition. Ctrl or Cmd with Enter saves from anywhere in it. */
export function RecordForm({ state, action, onCancel }: RecordFormProps) {
  const { fields, form, message, conflict, isSaving } = state;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void state.save();
  };
  return (
    <form
      className={classes.form}
      onSubmit={submit}
      noValidate
      onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && submit(event)}
    >
      {state.draft.isRestored && <DraftNote onDiscard={state.draft.discard} />}
      {message && (
        <Note tone="error" className={classes.wide}>
          {message}
        </Note>
      )}
      {conflict && (
        <ConflictChoice
          one={state.definition.label[0]}
          fields={fields}
          mine={form.values}
          before={state.before}
          theirs={conflict}
          isSaving={isSaving}
          onResolve={state.resolve}
        />
      )}
      {Object.entries(fields).map(([name, field], index) => (
        <div key={name} className={isWide(field) ? classes.wide : undefined}>
          <FieldInput
            name={name}
            field={narrowed(field, { ...state.base, ...form.values })}
            value={form.values[name] ?? ''}
            onChange={(value) => form.setFieldValue(name, value)}
            error={form.errors[name] ? String(form.errors[name]) : undefined}
            autoFocus={index === 0}
          />
        </div>
      ))}
      {!state.base && <FormDuplicates state={state} />}
      <div className={classes.actions}>
        <Button variant="default" onClick={onCancel}>
          {t('Cancel')}
        </Button>
        <Button type="submit" loading={isSaving} disabled={conflict !== null}>
          {action}
        </Button>
      </div>
    </form>
  );
}

function isWide(field: Field): boolean {
  return field.multiline === true || field.kind === 'boolean' || field.kind === 'entries';
}
