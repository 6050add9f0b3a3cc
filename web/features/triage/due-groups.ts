import { addDays, type Day, dayOf, firstWeekday, weekOf } from '#web/features/calendar/month-days.ts';
import { msg } from '#web/language/translate.ts';

/** When something is due, as people think of it. */
export const dueGroups = [
  { key: 'overdue', label: msg('Overdue') },
  { key: 'today', label: msg('Today') },
  { key: 'tomorrow', label: msg('Tomorrow') },
  { key: 'week', label: msg('This week') },
  { key: 'later', label: msg('Later') },
  { key: 'none', label: msg('No date') },
] as const;
export type DueGroup = (typeof dueGroups)[number]['key'];

/** The group that a task belongs to, on the person's own clock. */
export function groupOf(dueAt: string | null, now: Date): DueGroup {
  if (dueAt === null) return 'none';
  const [today, day] = [dayOf(now), dayOf(new Date(dueAt))];
  if (Date.parse(dueAt) < now.getTime()) return 'overdue';
  if (day === today) return 'today';
  if (day === addDays(today, 1)) return 'tomorrow';
  return day <= (weekOf(today, firstWeekday()).at(-1) ?? today) ? 'week' : 'later';
}

/** The first day of the week after this one. */
export function nextWeek(today: Day): Day {
  return addDays(weekOf(today, firstWeekday())[0] ?? today, 7);
}
