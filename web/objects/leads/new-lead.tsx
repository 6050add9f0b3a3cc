import { getRouteApi } from '@tanstack/react-router';
import { RecordDialog } from '#web/records/record-dialog.tsx';
import { notifyDone } from '#web/ui/notify.tsx';

const route = getRouteApi('/leads/new');

export function NewLead() {
  const navigate = route.useNavigate();
  return (
    <RecordDialog
      object="leads"
      onClose={() => navigate({ to: '/leads', search: (before) => before })}
      onSaved={(lead) => {
        notifyDone('Lead created');
        void navigate({ to: '/leads/$leadId', params: { leadId: lead.id }, replace: true });
      }}
    />
  );
}
