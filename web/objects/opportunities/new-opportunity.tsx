import { getRouteApi } from '@tanstack/react-router';
import { RecordDialog } from '#web/records/record-dialog.tsx';
import { notifyDone } from '#web/ui/notify.tsx';

const route = getRouteApi('/opportunities/new');

export function NewOpportunity() {
  const navigate = route.useNavigate();
  return (
    <RecordDialog
      object="opportunities"
      onClose={() => navigate({ to: '/opportunities', search: (before) => before })}
      onSaved={(opportunity) => {
        notifyDone('Opportunity created');
        const params = { opportunityId: opportunity.id };
        void navigate({ to: '/opportunities/$opportunityId', params, replace: true });
      }}
    />
  );
}
