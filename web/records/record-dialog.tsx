import { type ReactNode, useRef, useState } from 'react';
import { inSentence, t } from '#web/language/translate.ts';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Note } from '#web/ui/note.tsx';
import { useUnsavedWork } from '#web/ui/unsaved-work.ts';
import { RecordForm } from './record-form.tsx';
import { useCan } from './use-object.ts';
import { type RecordFormInput, useRecordForm } from './use-record-form.ts';

interface RecordDialogProps extends RecordFormInput {
  /** Instead of `New lead` and `Edit lead`. */
  title?: string;
  /** Stands above the form. */
  above?: ReactNode;
  /** Instead of `Create lead` and `Save`. */
  action?: string;
  onClose: () => void;
}

/** Creates or changes a record in a dialog. Leaving it, by any way, asks first when something was typed. */
export function RecordDialog({ title, action, above, onClose, ...input }: RecordDialogProps) {
  const state = useRecordForm(input);
  const leaving = useRef(false);
  const [asking, setAsking] = useState(false);
  const blocker = useUnsavedWork({
    dirty: state.form.isDirty(),
    isDirty: () => !leaving.current && state.isDirty(),
  });
  const one = inSentence(state.definition.label[0]);
  const isNew = !input.record;
  const usual = isNew
    ? { title: t('New {one}', { one }), action: t('Create {one}', { one }) }
    : { title: t('Edit {one}', { one }), action: t('Save') };
  const isAsking = asking || blocker.status === 'blocked';
  const isAllowed = useCan(input.object, isNew ? 'create' : 'update');
  const close = () => (state.isDirty() ? setAsking(true) : onClose());

  function discard() {
    leaving.current = true;
    state.draft.drop();
    setAsking(false);
    if (blocker.status === 'blocked') blocker.proceed();
    else onClose();
  }
  function stay() {
    setAsking(false);
    if (blocker.status === 'blocked') blocker.reset();
  }
  return (
    <>
      <Dialog title={title ?? usual.title} onClose={close} width={620} isCovered={isAsking}>
        {above}
        {isAllowed ? (
          <RecordForm state={state} action={action ?? usual.action} onCancel={close} />
        ) : (
          <Note tone="warning">{t('Your role does not allow this')}</Note>
        )}
      </Dialog>
      {isAsking && (
        <ConfirmDialog
          title={t('Discard what you typed?')}
          text={t('It has not been saved.')}
          action={t('Discard')}
          cancel={t('Keep editing')}
          onConfirm={discard}
          onCancel={stay}
        />
      )}
    </>
  );
}
