import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useUpdateRecord } from '#web/api/mutations.ts';
import { listQuery } from '#web/api/queries.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { useUndoChangeSet } from '#web/api/undo.ts';
import { addDays, type Day, dayOf, minutesOf, momentAt } from '#web/features/calendar/month-days.ts';
import { t } from '#web/language/translate.ts';
import { undoneText, useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useSession } from '#web/records/use-object.ts';
import { notifyDone, notifyError } from '#web/ui/notify.tsx';
import { dueGroups, groupOf, nextWeek } from './due-groups.ts';

/** Most tasks that are gone through at a time, as many as a list gives. */
const MOST = 100;
/** What gets a day without having had a time is due when work ends. */
const END_OF_WORK = 17 * 60;

/** Open tasks in the order in which they are due, in groups, and which of them is looked at. */
export function useTriage(who: 'me' | 'all') {
  const { user } = useSession();
  const open = { field: 'done', op: '=', value: false };
  const mine = who === 'me' ? [{ field: 'owner_id', op: '=', value: user.id }] : [];
  const query = useQuery(
    listQuery('tasks', { filter: JSON.stringify({ and: [open, ...mine] }), sort: 'due_at', limit: MOST }),
  );
  const all = (query.data?.data ?? []) as unknown as AnyRecord[];
  const now = new Date();
  const byGroup = Map.groupBy(all, (task) => groupOf(task.due_at as string | null, now));
  const groups = dueGroups.flatMap(({ key, label }) => {
    const tasks = byGroup.get(key);
    return tasks ? [{ key, label, tasks }] : [];
  });
  const tasks = groups.flatMap((group) => group.tasks);
  const [at, setAt] = useState(0);
  // What is done leaves the list: the next one takes its place.
  const index = Math.min(at, Math.max(tasks.length - 1, 0));
  return {
    query,
    groups,
    tasks,
    selected: tasks[index],
    select: (id: number) => setAt(tasks.findIndex((task) => task.id === id)),
    step: (by: 1 | -1) => setAt(Math.min(Math.max(index + by, 0), Math.max(tasks.length - 1, 0))),
    isCut: (query.data?.total ?? 0) > all.length,
  };
}

/** What one key does to a task; each can be taken back, the last one by a key too. */
export function useTaskMoves() {
  const update = useUpdateRecord('tasks');
  const undo = useUndoChangeSet();
  const notifyWritten = useNotifyWritten();
  const last = useRef<number | null>(null);
  async function change(task: AnyRecord, patch: Record<string, unknown>, done: string) {
    try {
      const { changeSetId } = await update.mutateAsync({ id: task.id, version: task.version, ...patch });
      last.current = changeSetId;
      notifyWritten(done, changeSetId);
    } catch (error) {
      notifyError(t('The task could not be changed'), error as Error);
    }
  }
  const putOn = (task: AnyRecord, day: Day, done: string) => {
    const minutes = task.due_at === null ? END_OF_WORK : minutesOf(String(task.due_at));
    return change(task, { due_at: momentAt(day, minutes) }, done);
  };
  const today = () => dayOf(new Date());
  return {
    finish: (task: AnyRecord) => change(task, { done: true }, t('Task done')),
    toToday: (task: AnyRecord) => change(task, { due_at: laterToday(today()) }, t('Due today')),
    toTomorrow: (task: AnyRecord) => putOn(task, addDays(today(), 1), t('Due tomorrow')),
    toNextWeek: (task: AnyRecord) => putOn(task, nextWeek(today()), t('Due next week')),
    remember: (changeSetId: number | null) => {
      last.current = changeSetId;
    },
    takeBack: async () => {
      if (last.current === null) return;
      const id = last.current;
      last.current = null;
      try {
        notifyDone(undoneText(await undo.mutateAsync({ id })));
      } catch (error) {
        notifyError(t('This could not be undone'), error as Error);
      }
    },
  };
}

/** When work ends; the end of the day where that has passed. */
function laterToday(today: Day): string {
  const end = momentAt(today, END_OF_WORK);
  return Date.parse(end) > Date.now() ? end : momentAt(today, 24 * 60 - 1);
}
