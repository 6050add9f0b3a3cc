import { DAY, toInstant, toWallTime } from '#shared/filter/zoned-time.ts';
import { formats } from '#web/language/formats.ts';

/** A day on the person's own clock, `YYYY-MM-DD`. */
export type Day = string;

/** The zone of the person's clock. */
export function zone(): string {
  return formats.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Minutes since midnight on the person's clock. */
export function minutesOf(moment: string): number {
  return Math.floor((toWallTime(Date.parse(moment), zone()) % DAY) / 60_000);
}

/** The moment at which the person's clock shows so many minutes since midnight of a day. */
export function momentAt(day: Day, minutes: number): string {
  return new Date(toInstant(Date.parse(`${day}T00:00:00Z`) + minutes * 60_000, zone())).toISOString();
}

export function dayOf(date: Date): Day {
  return new Date(toWallTime(date.getTime(), zone())).toISOString().slice(0, 10);
}

/** The start of a day. */
export function startOf(day: Day): Date {
  return new Date(toInstant(Date.parse(`${day}T00:00:00Z`), zone()));
}

export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY).toISOString().slice(0, 10);
}

/** The week that a day lies in. */
export function weekOf(day: Day, firstDayOfWeek: number): Day[] {
  const before = (weekdayOf(day) - firstDayOfWeek + 7) % 7;
  return Array.from({ length: 7 }, (_, at) => addDays(day, at - before));
}

/** 0 is Sunday. */
function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** A day as the language writes it. */
export function writeDay(day: Day, options: Intl.DateTimeFormatOptions): string {
  const language = document.documentElement.lang || 'en';
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(language, { ...options, timeZone: 'UTC' });
}

/** The whole weeks that a month, `YYYY-MM`, lies in. */
export function weeksOf(month: string, firstDayOfWeek: number): Day[][] {
  const first = `${month}-01`;
  const before = (weekdayOf(first) - firstDayOfWeek + 7) % 7;
  const weeks: Day[][] = [];
  for (let start = addDays(first, -before); start.slice(0, 7) <= month; start = addDays(start, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, at) => addDays(start, at)));
  }
  return weeks;
}

export function addMonth(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** The same time of day on another day, on the person's own clock. */
export function moveTo(moment: string, day: Day): string {
  return momentAt(day, minutesOf(moment));
}

/** 0 is Sunday: the day that weeks begin with, as the person has chosen, else as it is where the language is spoken. */
export function firstWeekday(): number {
  return formats.firstWeekday ?? firstDayOfWeek(formats.locale ?? globalThis.navigator?.language ?? 'en');
}

function firstDayOfWeek(language: string): number {
  const locale = new Intl.Locale(language) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  return ((locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1) % 7;
}
