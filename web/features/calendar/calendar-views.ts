import type { CalendarSearch } from './calendar-search.ts';
import { addDays, addMonth, type Day, firstWeekday, weekOf, weeksOf, writeDay } from './month-days.ts';

export type CalendarView = NonNullable<CalendarSearch['view']>;

/** Days that an agenda looks ahead. */
const AHEAD = 30;

/** The days that a view shows around a date. */
export function shownDays(view: CalendarView, date: Day): Day[] {
  switch (view) {
    case 'month':
      return weeksOf(date.slice(0, 7), firstWeekday()).flat();
    case 'week':
      return weekOf(date, firstWeekday());
    case 'day':
      return [date];
    case 'agenda':
      return Array.from({ length: AHEAD }, (_, at) => addDays(date, at));
  }
}

/** The date one page on or back. */
export function turned(view: CalendarView, date: Day, by: 1 | -1): Day {
  if (view === 'month') return `${addMonth(date.slice(0, 7), by)}-01`;
  return addDays(date, by * { week: 7, day: 1, agenda: AHEAD }[view]);
}

export function titleOf(view: CalendarView, days: readonly Day[], date: Day): string {
  if (view === 'month') return writeDay(date, { month: 'long', year: 'numeric' });
  if (view === 'day') return writeDay(date, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const range = new Intl.DateTimeFormat(document.documentElement.lang || 'en', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return range.formatRange(new Date(`${days[0]}T00:00:00Z`), new Date(`${days.at(-1)}T00:00:00Z`));
}
