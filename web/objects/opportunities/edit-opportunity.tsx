import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { recordQuery } from '#web/api/queries.ts';
import { RecordDialog } from '#web/records/record-dialog.tsx';
import { notifyDone } from '#web/ui/notify.tsx';

const route = getRouteApi('/opportunities/$opportunityId/edit');

export function EditOpportunity() {
  const { opportunityId } = route.useParams();
  const navigate = route.useNavigate();
  const { data: opportunity } = useQuery(recordQuery('opportunities', opportunityId));
  const close = () => navigate({ to: '/opportunities/$opportunityId', params: { opportunityId }, replace: true });
  if (!opportunity) return null;
  return (
    <RecordDialog
      object="opportunities"
      record={opportunity}
      onClose={close}
      onSaved={() => {
        notifyDone('Opportunity saved');
        void close();
      }}
    />
  );
}
