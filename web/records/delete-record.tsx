import { useState } from 'react';
import type { ObjectName } from '#shared/objects/registry.ts';
import { useRemoveRecord, useRestoreRecord } from '#web/api/mutations.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';
import { notifyDone, notifyError } from '#web/ui/notify.tsx';
import { useObject } from './use-object.ts';

interface DeleteRecordProps {
  object: ObjectName;
  record: AnyRecord;
  onDeleted: () => void;
  onClose: () => void;
}

/** Asks, then deletes; the message after it offers to take that back. */
export function DeleteRecord({ object, record, onDeleted, onClose }: DeleteRecordProps) {
  const definition = useObject(object);
  const remove = useRemoveRecord(object);
  const restore = useRestoreRecord(object);
  const [done, setDone] = useState(false);
  const one = definition.label[0];
  async function confirm() {
    if (done || remove.isPending) return;
    try {
      await remove.mutateAsync(record.id);
      setDone(true);
      notifyDone(`${one} deleted`, putBack);
      onDeleted();
    } catch (error) {
      notifyError(`${one} could not be deleted`, error as Error);
      onClose();
    }
  }
  async function putBack() {
    try {
      await restore.mutateAsync(record.id);
      notifyDone(`${one} restored`);
    } catch (error) {
      notifyError(`${one} could not be restored`, error as Error);
    }
  }
  return (
    <ConfirmDialog
      title={`Delete this ${one.toLowerCase()}?`}
      text={`“${String(record[definition.title])}” will be deleted for everyone. It can be restored: choose Undo in the message that follows.`}
      action="Delete"
      busy={remove.isPending}
      onConfirm={confirm}
      onCancel={onClose}
    />
  );
}
