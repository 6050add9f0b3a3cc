import { getRouteApi } from '@tanstack/react-router';
import { RecordDialog } from '#web/records/record-dialog.tsx';
import { notifyDone } from '#web/ui/notify.tsx';

const route = getRouteApi('/leads/$leadId/opportunities/new');

/** A new opportunity of the lead whose page is open. */
export function NewLeadOpportunity() {
  const { leadId } = route.useParams();
  const navigate = route.useNavigate();
  const close = () => navigate({ to: '/leads/$leadId', params: { leadId }, replace: true });
  return (
    <RecordDialog
      object="opportunities"
      preset={{ lead_id: leadId }}
      onClose={close}
      onSaved={() => {
        notifyDone('Opportunity created');
        void close();
      }}
    />
  );
}
