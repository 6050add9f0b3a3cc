import { IconCoins } from '@tabler/icons-react';
import { getRouteApi, Outlet } from '@tanstack/react-router';
import { NewRecordLink } from '#web/records/new-record-link.tsx';
import { RecordList } from '#web/records/record-list.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';

const route = getRouteApi('/opportunities');

export function OpportunitiesPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <PageHeader title="Opportunities">
        <NewRecordLink object="opportunities" />
      </PageHeader>
      <RecordList
        object="opportunities"
        search={search}
        onSearch={(patch, replace) => navigate({ search: (before) => ({ ...before, ...patch }), replace })}
        filters={['stage', 'lead_id', 'owner_id']}
        empty={{
          icon: IconCoins,
          title: 'No opportunities yet',
          text: 'An opportunity is something a lead might buy: what it is worth, how far it is, and when it should close.',
          action: <NewRecordLink object="opportunities" label="Add the first opportunity" />,
        }}
      />
      <Outlet />
    </>
  );
}
