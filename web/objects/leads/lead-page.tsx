import { getRouteApi, Outlet } from '@tanstack/react-router';
import type { Lead } from '#shared/objects/leads.ts';
import { Timeline } from '#web/features/timeline/timeline.tsx';
import { OptionMenu } from '#web/records/option-menu.tsx';
import { RecordActions } from '#web/records/record-actions.tsx';
import { RecordPage } from '#web/records/record-page.tsx';
import { LeadOpportunities } from './lead-opportunities.tsx';

const route = getRouteApi('/leads/$leadId');

export function LeadPage() {
  const { leadId } = route.useParams();
  const navigate = route.useNavigate();
  return (
    <>
      <RecordPage
        object="leads"
        id={leadId}
        subtitle={(record) => (
          <>
            <span>{(record as Lead).contact_name}</span>
            <OptionMenu object="leads" record={record} name="status" />
            <OptionMenu object="leads" record={record} name="rating" />
          </>
        )}
        actions={(record) => (
          <RecordActions
            object="leads"
            record={record}
            onEdit={() => navigate({ to: '/leads/$leadId/edit', params: { leadId } })}
            onDeleted={() => navigate({ to: '/leads' })}
          />
        )}
        related={{ label: 'Opportunities', content: () => <LeadOpportunities leadId={leadId} /> }}
        main={() => <Timeline key={leadId} subject={{ lead_id: leadId, opportunity_id: null }} by="lead_id" />}
      />
      <Outlet />
    </>
  );
}
