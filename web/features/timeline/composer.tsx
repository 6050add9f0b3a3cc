import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { type Ref, type SyntheticEvent, useRef } from 'react';
import { OptionLabel } from '#web/fields/option-label.tsx';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';
import { Note } from '#web/ui/note.tsx';
import { useUnsavedWork } from '#web/ui/unsaved-work.ts';
import classes from './composer.module.css';
import type { Subject } from './subject.ts';
import { type ComposerState, useComposer } from './use-composer.ts';

interface ComposerProps {
  subject: Subject;
}

/** The box to add an activity. Ctrl or Cmd with Enter adds it. */
export function Composer({ subject }: ComposerProps) {
  const composer = useComposer(subject);
  const { typeLabel, message, isSaving, isDirty, add } = composer;
  const body = useRef<HTMLTextAreaElement>(null);
  const blocker = useUnsavedWork({ dirty: isDirty(), isDirty, staysWithPage: true });
  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (!(await add())) body.current?.focus();
  }
  return (
    <form
      className={classes.composer}
      aria-label="Add activity"
      onSubmit={submit}
      onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && submit(event)}
    >
      <ComposerFields composer={composer} body={body} />
      {message && <Note tone="error">{message}</Note>}
      <div className={classes.actions}>
        <Button type="submit" size="xs" loading={isSaving}>
          Add {typeLabel.toLowerCase()}
        </Button>
      </div>
      {blocker.status === 'blocked' && (
        <ConfirmDialog
          title="Discard what you typed?"
          text="The activity has not been added."
          action="Discard"
          cancel="Keep editing"
          onConfirm={blocker.proceed}
          onCancel={blocker.reset}
        />
      )}
    </form>
  );
}

interface ComposerFieldsProps {
  composer: ComposerState;
  body: Ref<HTMLTextAreaElement>;
}

function ComposerFields({ composer: { fields, values, errors, set }, body }: ComposerFieldsProps) {
  const { type } = fields;
  return (
    <>
      {type && (
        <SegmentedControl
          size="xs"
          aria-label={type.label}
          value={values.type}
          onChange={(next) => set({ type: next })}
          data={(type.options ?? []).map(({ value }) => ({ value, label: <OptionLabel field={type} value={value} /> }))}
        />
      )}
      <TextInput
        variant="unstyled"
        className={classes.subject}
        aria-label={fields.subject?.label}
        placeholder="Subject (optional)"
        value={values.subject}
        onChange={(event) => set({ subject: event.currentTarget.value })}
        error={errors.subject}
      />
      <Textarea
        ref={body}
        variant="unstyled"
        className={classes.body}
        aria-label={fields.body?.label}
        placeholder={`${fields.body?.label}: what is worth remembering?`}
        autosize
        minRows={2}
        maxRows={14}
        value={values.body}
        onChange={(event) => set({ body: event.currentTarget.value })}
        error={errors.body}
      />
    </>
  );
}
