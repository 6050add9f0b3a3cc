import type { Calendar } from '#shared/relative-dates.ts';
import { formats } from '#web/language/formats.ts';

/** The person's calendar, good enough to tell whether a relative date can be read; the server resolves it. */
export function calendarNow(): Calendar {
  return { now: new Date(), timeZone: formats.timeZone ?? 'UTC', firstDayOfWeek: 1 };
}
