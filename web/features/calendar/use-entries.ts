import { useQuery } from '@tanstack/react-query';
import { useUpdateRecord } from '#web/api/mutations.ts';
import { listQuery } from '#web/api/queries.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { t } from '#web/language/translate.ts';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useCan, useSession } from '#web/records/use-object.ts';
import { formatMoment } from '#web/ui/format.ts';
import { notifyError } from '#web/ui/notify.tsx';
import { addDays, type Day, dayOf, startOf } from './month-days.ts';

/** A task at the time that it is due, or a meeting. */
export interface Entry {
  object: 'tasks' | 'activities';
  record: AnyRecord;
  title: string;
  /** When it is, a moment. */
  at: string;
  /** How long a meeting takes. */
  minutes?: number;
}

/** Most of either kind that are shown, as many as a list gives. */
const MOST = 100;
/** A meeting that nobody has given a length. */
const USUAL_MINUTES = 60;

interface Range {
  from: Day;
  to: Day;
  who: 'me' | 'all';
}

/** The tasks and meetings from one day to another, by day, in order. */
export function useEntries(range: Range) {
  const tasks = useOf('tasks', 'due_at', range);
  const meetings = useOf('activities', 'starts_at', range);
  const entries = [
    ...tasks.records.map(
      (record): Entry => ({ object: 'tasks', record, title: String(record.title), at: String(record.due_at) }),
    ),
    ...meetings.records.map(
      (record): Entry => ({
        object: 'activities',
        record,
        title: String(record.subject),
        at: String(record.starts_at),
        minutes: Number(record.duration_minutes ?? USUAL_MINUTES),
      }),
    ),
  ].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return {
    byDay: Map.groupBy(entries, ({ at }) => dayOf(new Date(at))),
    error: tasks.error ?? meetings.error,
    isPending: tasks.isPending || meetings.isPending,
    isCut: tasks.isCut || meetings.isCut,
    refetch: () => Promise.all([tasks.refetch(), meetings.refetch()]),
  };
}

function useOf(object: Entry['object'], field: string, { from, to, who }: Range) {
  const { user } = useSession();
  const within = (op: string, day: Day) => ({ field, op, value: startOf(day).toISOString() });
  const mine = who === 'me' ? [{ field: 'owner_id', op: '=', value: user.id }] : [];
  const filter = JSON.stringify({ and: [within('>=', from), within('<', addDays(to, 1)), ...mine] });
  const query = useQuery({
    ...listQuery(object, { filter, sort: field, limit: MOST }),
    enabled: useCan(object, 'read'),
  });
  const records = (query.data?.data ?? []) as unknown as AnyRecord[];
  const { error, isLoading: isPending, refetch } = query;
  return { records, error, isPending, refetch, isCut: (query.data?.total ?? 0) > records.length };
}

/** Puts a task or meeting at another time, or gives a meeting another length. */
export function useReschedule() {
  const task = useUpdateRecord('tasks');
  const meeting = useUpdateRecord('activities');
  const notifyWritten = useNotifyWritten();
  return ({ object, record, at, minutes }: Entry, to: { at?: string; minutes?: number }) => {
    const isMoved = to.at !== undefined && Date.parse(to.at) !== Date.parse(at);
    const isResized = to.minutes !== undefined && to.minutes !== minutes;
    if (!isMoved && !isResized) return;
    const update = object === 'tasks' ? task : meeting;
    const body = {
      ...(isMoved && { [object === 'tasks' ? 'due_at' : 'starts_at']: to.at }),
      ...(isResized && { duration_minutes: to.minutes }),
    };
    update.mutate(
      { id: record.id, version: record.version, ...body },
      {
        onSuccess: ({ changeSetId }) =>
          notifyWritten(
            isMoved
              ? t('Moved to {day}', { day: formatMoment(to.at ?? at) })
              : t('Takes {minutes} min now', { minutes: to.minutes ?? 0 }),
            changeSetId,
          ),
        onError: (error) =>
          notifyError(
            object === 'tasks' ? t('The task could not be moved') : t('The meeting could not be moved'),
            error,
          ),
      },
    );
  };
}
