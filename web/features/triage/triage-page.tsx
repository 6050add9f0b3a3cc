import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconKeyboard, IconSquareCheck } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { AnyRecord } from '#web/api/records.ts';
import { recordPath } from '#web/fields/record-link.tsx';
import { t } from '#web/language/translate.ts';
import { NewRecordLink } from '#web/records/new-record-link.tsx';
import { RecordDialog } from '#web/records/record-dialog.tsx';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useCan } from '#web/records/use-object.ts';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import classes from './triage.module.css';
import { TriageKeys } from './triage-keys.tsx';
import { TriageRow } from './triage-row.tsx';
import { useTaskMoves, useTriage } from './use-triage.ts';

const route = getRouteApi('/to-do');

type Open = { kind: 'edit' | 'assign'; task: AnyRecord } | { kind: 'keys' } | null;

/** Open tasks by when they are due, gone through with one key each. */
export function TriagePage() {
  const { who = 'me' } = route.useSearch();
  const setSearch = route.useNavigate();
  const [open, setOpen] = useState<Open>(null);
  const triage = useTriage(who);
  useTriageKeys(triage, setOpen);
  const { query, groups, selected } = triage;
  return (
    <>
      <PageHeader title={t('To do')}>
        <SegmentedControl
          size="xs"
          aria-label={t('Whose tasks')}
          data={[
            { value: 'me', label: t('Mine') },
            { value: 'all', label: t('Everybody’s') },
          ]}
          value={who}
          onChange={(next) => void setSearch({ search: next === 'all' ? { who: 'all' } : {} })}
        />
        <Button
          variant="default"
          size="xs"
          leftSection={<IconKeyboard size={15} aria-hidden="true" />}
          onClick={() => setOpen({ kind: 'keys' })}
        >
          {t('Keys')}
        </Button>
      </PageHeader>
      <div className={classes.page}>
        {query.error && (
          <ErrorState
            title={t('The tasks could not be loaded')}
            error={query.error}
            onRetry={() => void query.refetch()}
          />
        )}
        {query.isPending && <Skeleton height={240} radius="md" />}
        {query.isSuccess && groups.length === 0 && (
          <EmptyState
            icon={IconSquareCheck}
            title={t('Nothing left to do')}
            text={t('Press Q and type what comes next, such as “call Jane tomorrow 3pm”.')}
          >
            <NewRecordLink object="tasks" />
          </EmptyState>
        )}
        {triage.isCut && (
          <p className={classes.hint}>{t('These are the first 100: the others come up as you finish them.')}</p>
        )}
        {groups.map(({ key, label, tasks }) => (
          <section key={key} aria-labelledby={`due-${key}`} className={classes.group} data-group={key}>
            <h2 id={`due-${key}`}>
              {t(label)} <span>{tasks.length}</span>
            </h2>
            <ul>
              {tasks.map((task) => (
                <TriageRow
                  key={task.id}
                  task={task}
                  isSelected={task.id === selected?.id}
                  onSelect={() => triage.select(task.id)}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {open?.kind === 'keys' && <TriageKeys onClose={() => setOpen(null)} />}
      {(open?.kind === 'edit' || open?.kind === 'assign') && (
        <TaskDialog task={open.task} isAssigning={open.kind === 'assign'} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

function useTriageKeys({ selected, step }: ReturnType<typeof useTriage>, setOpen: (open: Open) => void) {
  const navigate = useNavigate();
  const mayChange = useCan('tasks', 'update');
  const moves = useTaskMoves();
  const onTask = (run: (task: AnyRecord) => unknown) => () => {
    if (selected && mayChange) void run(selected);
  };
  const openPage = () => selected && void navigate({ to: recordPath('tasks', selected.id) });
  useHotkeys([
    ['j', () => step(1)],
    ['ArrowDown', () => step(1)],
    ['k', () => step(-1)],
    ['ArrowUp', () => step(-1)],
    ['x', onTask(moves.finish)],
    ['t', onTask(moves.toToday)],
    ['m', onTask(moves.toTomorrow)],
    ['w', onTask(moves.toNextWeek)],
    ['e', onTask((task) => setOpen({ kind: 'edit', task }))],
    ['a', onTask((task) => setOpen({ kind: 'assign', task }))],
    ['o', openPage],
    ['z', () => void moves.takeBack()],
    ['shift+?', () => setOpen({ kind: 'keys' })],
  ]);
}

interface TaskDialogProps {
  task: AnyRecord;
  isAssigning: boolean;
  onClose: () => void;
}

function TaskDialog({ task, isAssigning, onClose }: TaskDialogProps) {
  const notifyWritten = useNotifyWritten();
  return (
    <RecordDialog
      object="tasks"
      record={task}
      {...(isAssigning && { title: t('Assign task'), action: t('Assign'), only: ['owner_id'] })}
      onClose={onClose}
      onSaved={(_, changeSetId) => {
        onClose();
        if (changeSetId !== null) notifyWritten(isAssigning ? t('Task assigned') : t('Task changed'), changeSetId);
      }}
    />
  );
}
