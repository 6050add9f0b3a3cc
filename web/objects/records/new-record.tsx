import { useNavigate } from '@tanstack/react-router';
import { listPath, recordPath } from '#web/fields/record-link.tsx';
import { t } from '#web/language/translate.ts';
import { RecordDialog } from '#web/records/record-dialog.tsx';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useObject } from '#web/records/use-object.ts';
import { useScreens } from './use-screens.ts';

/** The form for a new record over its list. */
export function NewRecord() {
  const { object } = useScreens();
  const [one] = useObject(object).label;
  const navigate = useNavigate();
  const notifyWritten = useNotifyWritten();
  return (
    <RecordDialog
      object={object}
      onClose={() => navigate({ to: listPath(object), search: true })}
      onSaved={(record, changeSetId) => {
        notifyWritten(t('{one} created', { one }), changeSetId);
        void navigate({ to: recordPath(object, record.id), replace: true });
      }}
    />
  );
}
