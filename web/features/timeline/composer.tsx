import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { type Ref, type SyntheticEvent, useRef } from 'react';
import type { ObjectName } from '#shared/objects/registry.ts';
import { FieldInput } from '#web/fields/field-input.tsx';
import { OptionLabel } from '#web/fields/option-label.tsx';
import { inSentence, t } from '#web/language/translate.ts';
import { DraftNote } from '#web/records/draft-note.tsx';
import { useObject } from '#web/records/use-object.ts';
import { Note } from '#web/ui/note.tsx';
import { useUnsentWork } from '#web/ui/unsaved-work.ts';
import classes from './composer.module.css';
import { ComposerTools } from './composer-tools.tsx';
import { MentionTextarea } from './mention-textarea.tsx';
import { QuickCall } from './quick-call.tsx';
import type { Subject } from './subject.ts';
import { type ComposerState, TASK, useComposer } from './use-composer.ts';

interface ComposerProps {
  object: ObjectName;
  id: number;
  subject: Subject;
}

/** The box to add an activity or a task. Ctrl or Cmd with Enter adds it; what is not added yet is kept as a draft. */
export function Composer({ object, id, subject }: ComposerProps) {
  const composer = useComposer({ object, id, subject });
  const { typeLabel, message, isSaving, isTyped, isRestored, add, clear } = composer;
  const body = useRef<HTMLTextAreaElement>(null);
  useUnsentWork(isTyped);
  useHotkeys([['n', () => body.current?.focus()]]);
  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (!(await add())) body.current?.focus();
  }
  return (
    <form
      className={classes.composer}
      aria-label={t('Add activity')}
      onSubmit={submit}
      noValidate
      onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && submit(event)}
    >
      <div className={classes.top}>
        <ComposerTypes composer={composer} />
        <QuickCall subject={subject} />
      </div>
      {isRestored && <DraftNote onDiscard={clear} />}
      <ComposerFields composer={composer} body={body} />
      {message && <Note tone="error">{message}</Note>}
      <div className={classes.actions}>
        <ComposerTools composer={composer} body={body} record={{ object, id }} />
        <Button type="submit" size="xs" loading={isSaving}>
          {t('Add {type}', { type: inSentence(typeLabel) })}
        </Button>
      </div>
    </form>
  );
}

function ComposerTypes({ composer: { typeField, mayAddTasks, values, set } }: { composer: ComposerState }) {
  const [task] = useObject('tasks').label;
  if (!typeField) return null;
  const types = (typeField.options ?? []).map(({ value }) => ({
    value,
    label: <OptionLabel field={typeField} value={value} />,
  }));
  return (
    <div className={classes.types}>
      <SegmentedControl
        size="xs"
        aria-label={typeField.label}
        value={values.type}
        onChange={(type) => set({ type })}
        data={mayAddTasks ? [...types, { value: TASK, label: task }] : types}
      />
    </div>
  );
}

interface ComposerFieldsProps {
  composer: ComposerState;
  body: Ref<HTMLTextAreaElement>;
}

function ComposerFields({ composer, body }: ComposerFieldsProps) {
  const { fields, isTask, values, errors, set } = composer;
  const subject = isTask ? fields.title : fields.subject;
  return (
    <>
      <TextInput
        variant="unstyled"
        className={classes.subject}
        aria-label={subject?.label}
        placeholder={isTask ? t('What has to be done?') : t('Subject (optional)')}
        value={values.subject}
        onChange={(event) => set({ subject: event.currentTarget.value })}
        error={errors.subject ?? errors.title}
      />
      <MentionTextarea
        ref={body}
        variant="unstyled"
        className={classes.body}
        aria-label={fields.body?.label}
        placeholder={isTask ? t('Details (optional)') : t('What is worth remembering? @ mentions people')}
        autosize
        minRows={isTask ? 1 : 2}
        maxRows={14}
        value={values.body}
        onChange={(text) => set({ body: text })}
        onMention={(text, { id, name }) => set({ body: text, mentions: { ...values.mentions, [name]: id } })}
        error={errors.body}
      />
      {isTask && <TaskFields composer={composer} />}
    </>
  );
}

function TaskFields({ composer: { fields, values, errors, set } }: { composer: ComposerState }) {
  return (
    <div className={classes.task}>
      {(['due_at', 'owner_id'] as const).map((name) => {
        const field = fields[name];
        return (
          field && (
            <FieldInput
              key={name}
              name={name}
              field={field}
              value={values[name]}
              onChange={(value) => set({ [name]: String(value) })}
              error={errors[name]}
            />
          )
        );
      })}
    </div>
  );
}
