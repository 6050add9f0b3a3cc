import { addMonths, DAY, toInstant, toWallTime } from './filter/zoned-time.ts';

/** How a task repeats, as its fields say it. */
export interface Recurrence {
  repeats: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  /** Every so many days, weeks, months or years. */
  every: number;
  /** WEEKLY: on these days, 0 is Sunday; empty: on the day of the one before. */
  weekdays: readonly number[];
  /** MONTHLY, YEARLY: on this day of the month, see `meantDay`; that of the one before without. */
  day?: number;
  /** The last day, `YYYY-MM-DD`; null: for ever. */
  until: string | null;
}

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** Reads `MO,WE,FR`; null when a part of it is no day of the week. */
export function readWeekdays(text: string): number[] | null {
  const days = text
    .toUpperCase()
    .split(',')
    .map((one) => WEEKDAYS.indexOf(one.trim()));
  return days.includes(-1) ? null : [...new Set(days)].toSorted((a, b) => a - b);
}

/**
 * The moment after `from` at which something happens again: at the same time on the clock of the time zone, whatever the clock was set
 * to meanwhile. A month that is too short has it on its last day. null: it does not happen again.
 */
export function nextOccurrence(from: Date, rule: Recurrence, timeZone: string): Date | null {
  const wall = nextWallTime(toWallTime(from.getTime(), timeZone), rule);
  if (rule.until !== null && new Date(wall).toISOString().slice(0, 10) > rule.until) return null;
  return new Date(toInstant(wall, timeZone));
}

/**
 * The day of the month that occurrences, newest first, are meant for. One on the last day of its month may be there because the
 * month is too short: then those before it tell.
 */
export function meantDay(occurrences: readonly Date[], timeZone: string): number {
  let day = 0;
  for (const one of occurrences) {
    const wall = toWallTime(one.getTime(), timeZone);
    day = Math.max(day, new Date(wall).getUTCDate());
    if (new Date(wall + DAY).getUTCDate() !== 1) break;
  }
  return day;
}

function nextWallTime(wall: number, { repeats, every, weekdays, day }: Recurrence): number {
  if (repeats === 'DAILY') return wall + every * DAY;
  if (repeats === 'MONTHLY') return addMonths(wall, every, day);
  if (repeats === 'YEARLY') return addMonths(wall, 12 * every, day);
  const today = new Date(wall).getUTCDay();
  // Weeks begin on Monday: what is left of this one, or the first day of the one that is next.
  const days = (weekdays.length > 0 ? weekdays : [today]).map(fromMonday).toSorted((a, b) => a - b);
  const later = days.find((day) => day > fromMonday(today));
  if (later !== undefined) return wall + (later - fromMonday(today)) * DAY;
  return wall + (7 * every - fromMonday(today) + (days[0] ?? 0)) * DAY;
}

function fromMonday(day: number): number {
  return (day + 6) % 7;
}
