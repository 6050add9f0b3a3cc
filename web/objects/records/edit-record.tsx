import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { recordQuery } from '#web/api/queries.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { recordPath } from '#web/fields/record-link.tsx';
import { t } from '#web/language/translate.ts';
import { RecordDialog } from '#web/records/record-dialog.tsx';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useObject } from '#web/records/use-object.ts';
import { useRecordId, useScreens } from './use-screens.ts';

/** The form of a record over its page. */
export function EditRecord() {
  const { object } = useScreens();
  const id = useRecordId();
  const [one] = useObject(object).label;
  const navigate = useNavigate();
  const notifyWritten = useNotifyWritten();
  const { data: record } = useQuery(recordQuery(object, id));
  const close = () => navigate({ to: recordPath(object, id), replace: true });
  if (!record) return null;
  return (
    <RecordDialog
      object={object}
      record={record as AnyRecord}
      onClose={close}
      onSaved={(_, changeSetId) => {
        notifyWritten(t('{one} saved', { one }), changeSetId);
        void close();
      }}
    />
  );
}
