import { IconTargetArrow } from '@tabler/icons-react';
import { getRouteApi, Outlet } from '@tanstack/react-router';
import { NewRecordLink } from '#web/records/new-record-link.tsx';
import { RecordList } from '#web/records/record-list.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';

const route = getRouteApi('/leads');

export function LeadsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <PageHeader title="Leads">
        <NewRecordLink object="leads" />
      </PageHeader>
      <RecordList
        object="leads"
        search={search}
        onSearch={(patch, replace) => navigate({ search: (before) => ({ ...before, ...patch }), replace })}
        filters={['status', 'rating', 'owner_id', 'source_id']}
        empty={{
          icon: IconTargetArrow,
          title: 'No leads yet',
          text: 'A lead is a company or person who might buy. Add the first one, then note every call and meeting on its page.',
          action: <NewRecordLink object="leads" label="Add the first lead" />,
        }}
      />
      <Outlet />
    </>
  );
}
