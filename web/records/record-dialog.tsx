import { useRef, useState } from 'react';
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
  /** Instead of `Create lead` and `Save`. */
  action?: string;
  onClose: () => void;
}

/** Creates or changes a record in a dialog. Leaving it, by any way, asks first when something was typed. */
export function RecordDialog({ title, action, onClose, ...input }: RecordDialogProps) {
  const state = useRecordForm(input);
  const leaving = useRef(false);
  const [asking, setAsking] = useState(false);
  const blocker = useUnsavedWork({
    dirty: state.form.isDirty(),
    isDirty: () => !leaving.current && state.isDirty(),
  });
  const one = state.definition.label[0].toLowerCase();
  const isNew = !input.record;
  const isAsking = asking || blocker.status === 'blocked';
  const isAllowed = useCan(input.object, isNew ? 'create' : 'update');
  const close = () => (state.isDirty() ? setAsking(true) : onClose());

  function discard() {
    leaving.current = true;
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
      <Dialog title={title ?? (isNew ? `New ${one}` : `Edit ${one}`)} onClose={close} width={620} isCovered={isAsking}>
        {isAllowed ? (
          <RecordForm state={state} action={action ?? (isNew ? `Create ${one}` : 'Save')} onCancel={close} />
        ) : (
          <Note tone="warning">Your role does not allow this.</Note>
        )}
      </Dialog>
      {isAsking && (
        <ConfirmDialog
          title="Discard what you typed?"
          text="It has not been saved."
          action="Discard"
          cancel="Keep editing"
          onConfirm={discard}
          onCancel={stay}
        />
      )}
    </>
  );
}
