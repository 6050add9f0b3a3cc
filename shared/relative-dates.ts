import { bad, good, type Parsed } from '#shared/fields/field.ts';
import { addMonths, DAY, dayOf, dayText, instantText, toInstant, toWallTime } from './filter/zoned-time.ts';

/** What relative dates are relative to. */
export interface Calendar {
  now: Date;
  /** An IANA name such as `Europe/Berlin`, checked before with `isTimeZone`. */
  timeZone: string;
  /** 0 is Sunday, 1 Monday, … 6 Saturday. */
  firstDayOfWeek: number;
}

/** From `from` on, up to and without `to`: days for a date, moments for a datetime, written as in `Scalar`. */
export interface DateRange {
  from: string;
  to: string;
}

const PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const;
type Period = (typeof PERIODS)[number];

const UNITS: Readonly<Record<string, Period>> = { d: 'day', w: 'week', m: 'month', q: 'quarter', y: 'year' };
const HOUR = 3_600_000;
const MONTHS = { month: 1, quarter: 3, year: 12 } as const;
const SHIFTS: Readonly<Record<string, number>> = { previous: -1, this: 0, following: 1 };

/**
 * Resolves a relative date in the calendar's time zone.
 *
 * - `{"last":"7d"}`, `{"next":"2w"}`: a number from 1 to 9999 and a unit, h d w m q y (hours, days, weeks, months, quarters,
 *   years). For a datetime it runs from now: `last` ends and `next` begins at this moment, and the other end is at the same
 *   time of day (hours count as elapsed time; the 31st becomes the last day of a shorter month). For a date it counts
 *   days, today included on both sides: `{"last":"7d"}` is today and the six days before, `{"next":"1d"}` is today.
 *   Hours are for datetimes only.
 * - `{"this":"week"}`, `{"previous":"quarter"}`, `{"following":"year"}`: the whole day, week, month, quarter or year that
 *   holds today, the one before it, the one after it.
 */
export function resolveRelative(input: unknown, kind: 'date' | 'datetime', calendar: Calendar): Parsed<DateRange> {
  const [entry, ...more] = typeof input === 'object' && input !== null ? Object.entries(input) : [];
  if (!entry || more.length > 0 || typeof entry[1] !== 'string') return refused(kind);
  const [word, amount] = entry;
  const today = dayOf(toWallTime(calendar.now.getTime(), calendar.timeZone));
  const period = PERIODS.find((one) => one === amount);
  if (Object.hasOwn(SHIFTS, word) && period) {
    const start = add(startOf(today, period, calendar), SHIFTS[word] ?? 0, period);
    return good(daysRange(kind, calendar, { from: start, to: add(start, 1, period) }));
  }
  const [, digits = '', unit = ''] = /^([1-9]\d{0,3})([hdwmqy])$/.exec(amount) ?? [];
  if ((word !== 'last' && word !== 'next') || !unit || (unit === 'h' && kind === 'date')) return refused(kind);
  const count = word === 'last' ? -Number(digits) : Number(digits);
  if (kind === 'datetime') return good(fromNow(calendar, count, unit));
  const end = add(today, count, UNITS[unit] ?? 'day');
  const days = count < 0 ? { from: end + DAY, to: today + DAY } : { from: today, to: end };
  return good(daysRange(kind, calendar, days));
}

/** The day of a date value as a range of moments: all of it, in the calendar's time zone. */
export function wholeDay(day: string, calendar: Calendar): DateRange {
  const from = Date.parse(`${day}T00:00:00Z`);
  return daysRange('datetime', calendar, { from, to: from + DAY });
}

function refused(kind: 'date' | 'datetime'): Parsed<never> {
  const example = kind === 'date' ? '' : ', {"last":"24h"}';
  return bad(
    `within takes a relative date such as {"last":"7d"}, {"next":"2w"}${example} (units ${kind === 'date' ? '' : 'h '}d w m q y), or {"this":"month"}, {"previous":"week"}, {"following":"quarter"} (${PERIODS.join(' ')})`,
  );
}

function daysRange(kind: 'date' | 'datetime', { timeZone }: Calendar, days: { from: number; to: number }): DateRange {
  const write = kind === 'date' ? dayText : (day: number) => instantText(toInstant(day, timeZone));
  return { from: write(days.from), to: write(days.to) };
}

function fromNow({ now, timeZone }: Calendar, count: number, unit: string): DateRange {
  const instant = now.getTime();
  const wallTime = toWallTime(instant, timeZone);
  const end = unit === 'h' ? instant + count * HOUR : toInstant(add(wallTime, count, UNITS[unit] ?? 'day'), timeZone);
  return { from: instantText(Math.min(instant, end)), to: instantText(Math.max(instant, end)) };
}

function add(wallTime: number, count: number, period: Period): number {
  if (period === 'day') return wallTime + count * DAY;
  return period === 'week' ? wallTime + count * 7 * DAY : addMonths(wallTime, count * MONTHS[period]);
}

function startOf(day: number, period: Period, { firstDayOfWeek }: Calendar): number {
  const date = new Date(day);
  if (period === 'day') return day;
  if (period === 'week') return day - ((date.getUTCDay() - firstDayOfWeek + 7) % 7) * DAY;
  const month = date.getUTCMonth();
  return addMonths(day - (date.getUTCDate() - 1) * DAY, -(month % MONTHS[period]));
}
