import { IconTimeline } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { t } from '#web/language/translate.ts';
import { RecordList } from '#web/records/record-list.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';

const route = getRouteApi('/activities');

/** Everything that anybody has noted, newest first; activities are added on the page of their lead or opportunity. */
export function ActivitiesPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <PageHeader title={t('Activities')} />
      <RecordList
        object="activities"
        search={search}
        onSearch={(patch, replace) => navigate({ search: (before) => ({ ...before, ...patch }), replace })}
        filters={['type', 'lead_id', 'owner_id']}
        empty={{
          icon: IconTimeline,
          title: t('No activities yet'),
          text: t(
            'Open a lead or an opportunity and add a note, call, email or meeting: it appears there and in this list.',
          ),
        }}
      />
    </>
  );
}
