import { useState } from 'react';
import type { ObjectName } from '#shared/objects/registry.ts';
import { useRemoveRecord } from '#web/api/mutations.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { inSentence, t } from '#web/language/translate.ts';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';
import { notifyError } from '#web/ui/notify.tsx';
import { useNotifyWritten } from './use-notify-written.ts';
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
  const notifyWritten = useNotifyWritten();
  const [done, setDone] = useState(false);
  const one = definition.label[0];
  async function confirm() {
    if (done || remove.isPending) return;
    try {
      const { changeSetId } = await remove.mutateAsync(record.id);
      setDone(true);
      notifyWritten(t('{one} deleted', { one }), changeSetId);
      onDeleted();
    } catch (error) {
      notifyError(t('{one} could not be deleted', { one }), error as Error);
      onClose();
    }
  }
  return (
    <ConfirmDialog
      title={t('Delete this {one}?', { one: inSentence(one) })}
      text={t(
        '“{name}” will be deleted for everyone. It stays in the trash for 30 days and can be restored from there.',
        { name: String(record[definition.title]) },
      )}
      action={t('Delete')}
      busy={remove.isPending}
      onConfirm={confirm}
      onCancel={onClose}
    />
  );
}
