import { useNavigate, useParams } from '@tanstack/react-router';
import type { ObjectName } from '#shared/objects/registry.ts';
import { recordPath } from '#web/fields/record-link.tsx';
import { t } from '#web/language/translate.ts';
import { objectAt } from '#web/objects/screens.ts';
import { RecordDialog } from '#web/records/record-dialog.tsx';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useObject } from '#web/records/use-object.ts';
import { useRecordId, useScreens } from './use-screens.ts';

/** The form for a new record that belongs to the one whose page is open. */
export function NewRelated() {
  const { object, screens } = useScreens();
  const { relatedPath = '' } = useParams({ strict: false });
  const related = screens.related.find((one) => one.object === objectAt(relatedPath));
  return related ? <RelatedDialog object={object} related={related.object} by={related.by} /> : null;
}

interface RelatedDialogProps {
  object: ObjectName;
  related: ObjectName;
  by: string;
}

function RelatedDialog({ object, related, by }: RelatedDialogProps) {
  const id = useRecordId();
  const [one] = useObject(related).label;
  const navigate = useNavigate();
  const notifyWritten = useNotifyWritten();
  const close = () => navigate({ to: recordPath(object, id), replace: true });
  return (
    <RecordDialog
      object={related}
      preset={{ [by]: id }}
      onClose={close}
      onSaved={(_, changeSetId) => {
        notifyWritten(t('{one} created', { one }), changeSetId);
        void close();
      }}
    />
  );
}
