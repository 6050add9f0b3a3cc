import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { type KeyboardEvent, useRef } from 'react';
import { OptionLabel } from '#web/fields/option-label.tsx';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';
import { Note } from '#web/ui/note.tsx';
import { useUnsavedWork } from '#web/ui/unsaved-work.ts';
import classes from './composer.module.css';
import type { TimelineSubject } from './timeline.tsx';
import { useComposer } from './use-composer.ts';

interface ComposerProps {
  subject: TimelineSubject;
}

/** The box to add an activity. Ctrl or Cmd with Enter adds it. */
export function Composer({ subject }: ComposerProps) {
  const composer = useComposer(subject);
  const { type, typeField, values, set, errors, message, isSaving, add } = composer;
  const body = useRef<HTMLTextAreaElement>(null);
  const blocker = useUnsavedWork(composer.isDirty(), composer.isDirty);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
  };
  async function submit() {
    if (!(await add())) body.current?.focus();
  }
  if (!typeField) return null;
  const typeLabel = typeField.options?.find((one) => one.value === type)?.label ?? '';
  return (
    <form
      className={classes.composer}
      aria-label="Add activity"
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <SegmentedControl
        size="xs"
        aria-label={typeField.label}
        value={type}
        onChange={(next) => set({ type: next })}
        data={(typeField.options ?? []).map(({ value }) => ({
          value,
          label: <OptionLabel field={typeField} value={value} />,
        }))}
      />
      <TextInput
        variant="unstyled"
        className={classes.subject}
        aria-label="Subject"
        placeholder="Subject (optional)"
        value={values.subject}
        onChange={(event) => set({ subject: event.currentTarget.value })}
        error={errors.subject}
      />
      <Textarea
        ref={body}
        variant="unstyled"
        className={classes.body}
        aria-label="Text"
        placeholder={`Write a ${typeLabel.toLowerCase()}…`}
        autosize
        minRows={2}
        maxRows={14}
        value={values.body}
        onChange={(event) => set({ body: event.currentTarget.value })}
        error={errors.body}
      />
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
