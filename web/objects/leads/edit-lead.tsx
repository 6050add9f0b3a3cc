import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { recordQuery } from '#web/api/queries.ts';
import { RecordDialog } from '#web/records/record-dialog.tsx';
import { notifyDone } from '#web/ui/notify.tsx';

const route = getRouteApi('/leads/$leadId/edit');

export function EditLead() {
  const { leadId } = route.useParams();
  const navigate = route.useNavigate();
  const { data: lead } = useQuery(recordQuery('leads', leadId));
  const close = () => navigate({ to: '/leads/$leadId', params: { leadId }, replace: true });
  if (!lead) return null;
  return (
    <RecordDialog
      object="leads"
      record={lead}
      onClose={close}
      onSaved={() => {
        notifyDone('Lead saved');
        void close();
      }}
    />
  );
}
