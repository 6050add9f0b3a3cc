const count = new Intl.NumberFormat();
const amount = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const fullDay = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const shortDay = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const longDay = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'short' });

export function formatCount(value: number): string {
  return count.format(value);
}

/** `10,000+` where the server stopped counting. */
export function formatTotal({ total, total_capped }: { total: number; total_capped?: boolean }): string {
  return total_capped ? `${count.format(total)}+` : count.format(total);
}

export function formatAmount(value: number): string {
  return amount.format(value);
}

/** `1.2M`: for sums where the exact figure stands in a title. */
export function formatCompact(value: number): string {
  return value < 10_000 ? count.format(Math.round(value)) : compact.format(value);
}

/** A calendar day, `YYYY-MM-DD`; it has no time zone, so none is applied. */
export function formatDay(value: string): string {
  return day.format(new Date(`${value}T00:00:00Z`));
}

export function formatMoment(value: string): string {
  return moment.format(new Date(value));
}

/** The time of day of a moment. */
export function formatTime(value: string): string {
  return time.format(new Date(value));
}

/** The day of a moment with its weekday, as the head of what happened on it. */
export function formatLongDay(value: string): string {
  return fullDay.format(new Date(value));
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `5 min. ago`, `yesterday`, `in 3 days`, and beyond a week the day itself. */
export function formatRelative(value: string, now: number): string {
  const then = new Date(value);
  const distance = then.getTime() - now;
  const far = Math.abs(distance);
  if (far < MINUTE) return relative.format(0, 'second');
  if (far < HOUR) return relative.format(Math.trunc(distance / MINUTE), 'minute');
  if (far < DAY) return relative.format(Math.trunc(distance / HOUR), 'hour');
  if (far < 7 * DAY) return relative.format(Math.trunc(distance / DAY), 'day');
  return (then.getFullYear() === new Date(now).getFullYear() ? shortDay : longDay).format(then);
}

/** Up to two letters that stand for a person or company. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toUpperCase();
}
