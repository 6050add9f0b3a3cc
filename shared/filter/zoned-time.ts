/**
 * Calendar arithmetic in a time zone, on plain numbers. An *instant* is milliseconds since 1970 in UTC. A *wall time* is
 * what a clock in the zone shows, as the milliseconds that the same reading would be in UTC; a *day* is its midnight.
 */
export const DAY = 86_400_000;

/** Offsets do not change beyond these; `Intl` counts the years before 1 in another way. */
const FIRST = Date.parse('0001-01-05T00:00:00Z');
const LAST = Date.parse('9999-12-27T00:00:00Z');

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Whether it is the name of a time zone, such as `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  try {
    clockOf(name);
    return true;
  } catch {
    return false;
  }
}

/** What a clock in the zone shows at an instant. */
export function toWallTime(instant: number, timeZone: string): number {
  return instant + offsetAt(instant, timeZone);
}

/**
 * The instant at which a clock in the zone shows a wall time: the first one where it does so twice, the moment after the
 * jump where it never does. So the start of each day is where the one before it ends, whatever the clock does.
 */
export function toInstant(wallTime: number, timeZone: string): number {
  const before = offsetAt(wallTime - DAY, timeZone);
  const after = offsetAt(wallTime + DAY, timeZone);
  const candidates = [wallTime - Math.max(before, after), wallTime - Math.min(before, after)];
  const hit = candidates.find((instant) => toWallTime(instant, timeZone) === wallTime);
  return hit ?? nextChange(wallTime - DAY, wallTime + DAY, timeZone);
}

/** The same wall time some months later or earlier, on the same day or the one that is named; the last of the month where that one is too short. */
export function addMonths(wallTime: number, months: number, day = new Date(wallTime).getUTCDate()): number {
  const date = new Date(wallTime);
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(date);
  lastDay.setUTCMonth(date.getUTCMonth() + 1, 0);
  date.setUTCDate(Math.min(day, lastDay.getUTCDate()));
  return date.getTime();
}

/** The day that a wall time lies in. */
export function dayOf(wallTime: number): number {
  return Math.floor(wallTime / DAY) * DAY;
}

/** `2026-01-31`; `infinity` or `-infinity` outside of the years 1 to 9999. */
export function dayText(day: number): string {
  return withinYears(day, (text) => text.slice(0, 10));
}

/** `2026-01-31T09:30:00.000000Z`; `infinity` or `-infinity` outside of the years 1 to 9999. */
export function instantText(instant: number): string {
  return withinYears(instant, (text) => `${text.slice(0, -1)}000Z`);
}

function withinYears(time: number, write: (text: string) => string): string {
  const text = new Date(time).toISOString();
  if (text.startsWith('+')) return 'infinity';
  return text.startsWith('-') || text.startsWith('0000') ? '-infinity' : write(text);
}

/** The first instant after `low` at which the offset is another one. */
function nextChange(low: number, high: number, timeZone: string): number {
  const before = offsetAt(low, timeZone);
  let [from, to] = [low, high];
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2);
    if (offsetAt(middle, timeZone) === before) from = middle;
    else to = middle;
  }
  return to;
}

function offsetAt(instant: number, timeZone: string): number {
  const second = Math.floor(Math.min(Math.max(instant, FIRST), LAST) / 1000) * 1000;
  const parts = clockOf(timeZone).formatToParts(second);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const shown = new Date(0);
  shown.setUTCFullYear(read('year'), read('month') - 1, read('day'));
  shown.setUTCHours(read('hour'), read('minute'), read('second'));
  return shown.getTime() - second;
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const numeric = 'numeric';
  const clock = new Intl.DateTimeFormat('en-US-u-ca-iso8601', {
    timeZone,
    hourCycle: 'h23',
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  });
  clocks.set(timeZone, clock);
  return clock;
}
