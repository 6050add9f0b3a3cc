import { getRouteApi, Outlet } from '@tanstack/react-router';
import type { Opportunity } from '#shared/objects/opportunities.ts';
import { Timeline } from '#web/features/timeline/timeline.tsx';
import { OptionMenu } from '#web/records/option-menu.tsx';
import { RecordActions } from '#web/records/record-actions.tsx';
import { RecordPage } from '#web/records/record-page.tsx';
import { formatAmount } from '#web/ui/format.ts';

const route = getRouteApi('/opportunities/$opportunityId');

export function OpportunityPage() {
  const { opportunityId } = route.useParams();
  const navigate = route.useNavigate();
  return (
    <>
      <RecordPage
        object="opportunities"
        id={opportunityId}
        subtitle={(record) => {
          const { amount } = record as Opportunity;
          return (
            <>
              {amount !== null && <span>{formatAmount(amount)}</span>}
              <OptionMenu object="opportunities" record={record} name="stage" />
            </>
          );
        }}
        actions={(record) => (
          <RecordActions
            object="opportunities"
            record={record}
            onEdit={() => navigate({ to: '/opportunities/$opportunityId/edit', params: { opportunityId } })}
            onDeleted={() => navigate({ to: '/opportunities' })}
          />
        )}
        main={(record) => (
          <Timeline
            key={opportunityId}
            subject={{ lead_id: (record as Opportunity).lead_id, opportunity_id: opportunityId }}
            by="opportunity_id"
          />
        )}
      />
      <Outlet />
    </>
  );
}
