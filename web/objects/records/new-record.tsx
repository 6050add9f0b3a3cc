import { useNavigate } from '@tanstack/react-router';
import { listPath, recordPath } from '#web/fields/record-link.tsx';
import { RecordDialog } from '#web/records/record-dialog.tsx';
import { useObject } from '#web/records/use-object.ts';
import { notifyDone } from '#web/ui/notify.tsx';
import { useScreens } from './use-screens.ts';

/** The form for a new record over its list. */
export function NewRecord() {
  const { object } = useScreens();
  const [one] = useObject(object).label;
  const navigate = useNavigate();
  return (
    <RecordDialog
      object={object}
      onClose={() => navigate({ to: listPath(object), search: true })}
      onSaved={(record) => {
        notifyDone(`${one} created`);
        void navigate({ to: recordPath(object, record.id), replace: true });
      }}
    />
  );
}
