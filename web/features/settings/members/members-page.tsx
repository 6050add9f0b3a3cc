import { Button, NativeSelect, SegmentedControl, Skeleton } from '@mantine/core';
import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { invitationsQuery, signInsQuery } from '#web/api/members.ts';
import { feedQuery, listQuery } from '#web/api/queries.ts';
import parts from '#web/features/settings/settings-parts.module.css';
import { t } from '#web/language/translate.ts';
import { useObject, useSession } from '#web/records/use-object.ts';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { SearchBox } from '#web/ui/search-box.tsx';
import { InviteMember } from './invite-member.tsx';
import { MemberRow } from './member-row.tsx';
import classes from './members.module.css';

const route = getRouteApi('/settings/members');

/** Everybody in the organization: role, team, and whether they are here. */
export function MembersPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const roles = useObject('users').fields.role?.options ?? [];
  const [inviting, setInviting] = useState(false);
  const set = (patch: Partial<typeof search>) =>
    navigate({ search: (before) => ({ ...before, ...patch }), replace: true });
  return (
    <>
      <PageHeader title={t('Members')}>
        <Button leftSection={<IconUserPlus size={16} aria-hidden="true" />} onClick={() => setInviting(true)}>
          {t('Invite member')}
        </Button>
      </PageHeader>
      <div className={parts.page}>
        <div className={classes.toolbar}>
          <SearchBox
            label={t('Search members')}
            value={search.search ?? ''}
            onChange={(text) => set({ search: text || undefined })}
          />
          <NativeSelect
            size="xs"
            aria-label={t('Role')}
            value={search.role ?? ''}
            data={[{ value: '', label: t('Every role') }, ...roles.map(({ value, label }) => ({ value, label }))]}
            onChange={(event) => set({ role: event.currentTarget.value || undefined })}
          />
          <SegmentedControl
            size="xs"
            aria-label={t('Show')}
            value={search.active === 'false' ? 'false' : 'true'}
            data={[
              { value: 'true', label: t('Active') },
              { value: 'false', label: t('Deactivated') },
            ]}
            onChange={(value) => set({ active: value === 'false' ? value : undefined })}
          />
        </div>
        <Members search={search} />
      </div>
      {inviting && <InviteMember onClose={() => setInviting(false)} />}
    </>
  );
}

function Members({ search }: { search: { search?: string; role?: string | number; active?: string | number } }) {
  const { user } = useSession();
  const active = search.active !== 'false';
  const feed = useInfiniteQuery(
    feedQuery('users', { search: search.search, role: search.role, active, sort: 'name', limit: 50 }),
  );
  const { data: teams } = useQuery(listQuery('teams', { limit: 100, sort: 'name' }));
  const isAdmin = user.role === 'admin';
  const { data: signIns } = useQuery({ ...signInsQuery, enabled: isAdmin });
  const { data: invitations } = useQuery({ ...invitationsQuery, enabled: isAdmin });
  if (feed.isError) {
    return (
      <ErrorState title={t('The members could not be loaded')} error={feed.error} onRetry={() => feed.refetch()} />
    );
  }
  if (!feed.data) return <Skeleton height={300} radius="md" />;
  const users = feed.data.pages.flatMap((page) => page.data);
  if (users.length === 0) {
    return (
      <EmptyState
        icon={IconUsers}
        title={active ? t('Nobody matches') : t('Nobody is deactivated')}
        text={
          active
            ? t('Try another word or every role.')
            : t('Whoever leaves is deactivated: their records and history keep their name.')
        }
      />
    );
  }
  return (
    <>
      <ul className={parts.rows}>
        {users.map((one) => (
          <MemberRow
            key={one.id}
            user={one}
            teams={teams?.data ?? []}
            signIns={signIns?.find(({ user_id }) => user_id === one.id)}
            invitation={invitations?.find(({ id }) => id === one.id)}
          />
        ))}
      </ul>
      {feed.hasNextPage && (
        <Button variant="default" loading={feed.isFetchingNextPage} onClick={() => feed.fetchNextPage()}>
          {t('Show more')}
        </Button>
      )}
    </>
  );
}
