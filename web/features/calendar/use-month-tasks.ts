import { useQuery } from '@tanstack/react-query';
import { useUpdateRecord } from '#web/api/mutations.ts';
import { listQuery } from '#web/api/queries.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { t } from '#web/language/translate.ts';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useSession } from '#web/records/use-object.ts';
import { notifyError } from '#web/ui/notify.tsx';
import { addDays, type Day, dayOf, moveTo, startOf } from './month-days.ts';

/** Most tasks of a month that are shown, as many as a list gives. */
const MOST = 100;

/** The tasks that are due from one day to another, by day. */
export function useMonthTasks({ from, to, who }: { from: Day; to: Day; who: 'me' | 'all' }) {
  const { user } = useSession();
  const within = (op: string, day: Day) => ({ field: 'due_at', op, value: startOf(day).toISOString() });
  const mine = who === 'me' ? [{ field: 'owner_id', op: '=', value: user.id }] : [];
  const filter = JSON.stringify({ and: [within('>=', from), within('<', addDays(to, 1)), ...mine] });
  const query = useQuery(listQuery('tasks', { filter, sort: 'due_at', limit: MOST }));
  const tasks = (query.data?.data ?? []) as unknown as AnyRecord[];
  const byDay = Map.groupBy(tasks, (task) => dayOf(new Date(String(task.due_at))));
  return { ...query, byDay, isCut: (query.data?.total ?? 0) > tasks.length };
}

/** Puts a task on another day, at the same time of day. */
export function useReschedule() {
  const update = useUpdateRecord('tasks');
  const notifyWritten = useNotifyWritten();
  return (task: AnyRecord, day: Day) => {
    const dueAt = moveTo(String(task.due_at), day);
    if (dueAt === new Date(String(task.due_at)).toISOString()) return;
    update.mutate(
      { id: task.id, version: task.version, due_at: dueAt },
      {
        onSuccess: ({ changeSetId }) =>
          notifyWritten(
            t('Moved to {day}', { day: startOf(day).toLocaleDateString(document.documentElement.lang) }),
            changeSetId,
          ),
        onError: (error) => notifyError(t('The task could not be moved'), error),
      },
    );
  };
}
