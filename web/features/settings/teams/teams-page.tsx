import { Button, Menu, Skeleton } from '@mantine/core';
import { IconArrowMoveRight, IconPlus, IconTrash, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Team } from '#shared/objects/teams.ts';
import { groupsQuery, listQuery } from '#web/api/queries.ts';
import type { AnyRecord } from '#web/api/records.ts';
import parts from '#web/features/settings/settings-parts.module.css';
import { t, tn } from '#web/language/translate.ts';
import { RecordDialog } from '#web/records/record-dialog.tsx';
import { RowMenu } from '#web/records/row-menu.tsx';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { MoveTeam } from './move-team.tsx';
import { RemoveTeam } from './remove-team.tsx';
import { teamTree } from './team-tree.ts';
import classes from './teams.module.css';

type Open = { kind: 'new'; below: Team | null } | { kind: 'rename' | 'move' | 'remove'; team: Team } | null;

/** The teams of the organization as a tree: a role can reach the records of one's team and of those below it. */
export function TeamsPage() {
  const { data, error, refetch } = useQuery(listQuery('teams', { limit: 100, sort: 'name' }));
  const { data: groups = [] } = useQuery(groupsQuery('users', { by: 'team_id', active: true }));
  const [open, setOpen] = useState<Open>(null);
  const notifyWritten = useNotifyWritten();
  const close = () => setOpen(null);
  const teams = data?.data ?? [];
  const countOf = (id: number) => groups.find((group) => group.team_id === id)?.count ?? 0;
  const add = (
    <Button
      leftSection={<IconPlus size={16} aria-hidden="true" />}
      onClick={() => setOpen({ kind: 'new', below: null })}
    >
      {t('New team')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('Teams')}>{teams.length > 0 && add}</PageHeader>
      <div className={parts.page}>
        {error && <ErrorState title={t('The teams could not be loaded')} error={error} onRetry={() => refetch()} />}
        {!data && !error && <Skeleton height={200} radius="md" />}
        {data && teams.length === 0 && (
          <EmptyState
            icon={IconUsersGroup}
            title={t('No teams yet')}
            text={t(
              'Teams say who works with whom: with a role that reaches the team’s records, people see what their team has.',
            )}
          >
            {add}
          </EmptyState>
        )}
        {teams.length > 0 && (
          <ul className={parts.rows}>
            {teamTree(teams).map(({ team, depth }) => (
              <li key={team.id} className={parts.row} data-depth={Math.min(depth, 6)}>
                <div className={`${parts.main} ${classes.team}`} data-depth={Math.min(depth, 6)}>
                  <p className={parts.name}>{team.name}</p>
                  <p className={parts.hint}>{tn(countOf(team.id), '{n} person', '{n} people')}</p>
                </div>
                <RowMenu label={team.name} onEdit={() => setOpen({ kind: 'rename', team })}>
                  <Menu.Item leftSection={<IconPlus size={15} />} onClick={() => setOpen({ kind: 'new', below: team })}>
                    {t('Add a team below')}
                  </Menu.Item>
                  <Menu.Item
                    leftSection={<IconArrowMoveRight size={15} />}
                    onClick={() => setOpen({ kind: 'move', team })}
                  >
                    {t('Move…')}
                  </Menu.Item>
                  <Menu.Item
                    color="red"
                    leftSection={<IconTrash size={15} />}
                    onClick={() => setOpen({ kind: 'remove', team })}
                  >
                    {t('Remove…')}
                  </Menu.Item>
                </RowMenu>
              </li>
            ))}
          </ul>
        )}
      </div>
      {(open?.kind === 'new' || open?.kind === 'rename') && (
        <RecordDialog
          object="teams"
          record={open.kind === 'rename' ? (open.team as unknown as AnyRecord) : undefined}
          preset={{ parent_id: open.kind === 'new' ? (open.below?.id ?? null) : undefined }}
          only={open.kind === 'new' ? ['name', 'parent_id'] : ['name']}
          onClose={close}
          onSaved={(record, changeSetId) => {
            close();
            notifyWritten(t('{name} saved', { name: String(record.name) }), changeSetId);
          }}
        />
      )}
      {open?.kind === 'move' && <MoveTeam team={open.team} teams={teams} onClose={close} />}
      {open?.kind === 'remove' && (
        <RemoveTeam team={open.team} teams={teams} count={countOf(open.team.id)} onClose={close} />
      )}
    </>
  );
}
