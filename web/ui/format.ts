import { formats } from '#web/language/formats.ts';

export function formatCount(value: number): string {
  return formats.count.format(value);
}

/** `10,000+` where the server stopped counting. */
export function formatTotal({ total, total_capped }: { total: number; total_capped?: boolean }): string {
  return total_capped ? `${formats.count.format(total)}+` : formats.count.format(total);
}

/** An amount, with its currency where that is known. */
export function formatAmount(value: number, currency?: string): string {
  return (currency ? formats.money(currency) : formats.amount).format(value);
}

/** The same without cents where there are none, for sums and pictures. */
export function formatSum(value: number, currency?: string): string {
  return currency ? formats.roundMoney(currency).format(value) : formats.rate.format(value);
}

/** A rate as it was given, up to ten decimals. */
export function formatRate(value: number): string {
  return formats.rate.format(value);
}

/** `64 %` of a part from 0 to 1. */
export function formatShare(value: number): string {
  return formats.share.format(value);
}

/** `1.2M`: for sums where the exact figure stands in a title. */
export function formatCompact(value: number, currency?: string): string {
  if (currency) return formats.compactMoney(currency).format(value);
  return value < 10_000 ? formats.count.format(Math.round(value)) : formats.compact.format(value);
}

/** A calendar day, `YYYY-MM-DD`; it has no time zone, so none is applied. */
export function formatDay(value: string): string {
  return formats.day.format(new Date(`${value}T00:00:00Z`));
}

export function formatMoment(value: string): string {
  return formats.moment.format(new Date(value));
}

/** The time of day of a moment. */
export function formatTime(value: string): string {
  return formats.time.format(new Date(value));
}

/** The day of a moment with its weekday, as the head of what happened on it. */
export function formatLongDay(value: string): string {
  return formats.fullDay.format(new Date(value));
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `5 min. ago`, `yesterday`, `in 3 days`, and beyond a week the day itself. */
export function formatRelative(value: string, now: number): string {
  const then = new Date(value);
  const distance = then.getTime() - now;
  const far = Math.abs(distance);
  if (far < MINUTE) return formats.relative.format(0, 'second');
  if (far < HOUR) return formats.relative.format(Math.trunc(distance / MINUTE), 'minute');
  if (far < DAY) return formats.relative.format(Math.trunc(distance / HOUR), 'hour');
  if (far < 7 * DAY) return formats.relative.format(Math.trunc(distance / DAY), 'day');
  const isThisYear = formats.year.format(then) === formats.year.format(now);
  return (isThisYear ? formats.shortDay : formats.longDay).format(then);
}

/** `Ann, Ben or Cleo`. */
export function formatAlternatives(names: readonly string[]): string {
  return formats.alternatives.format(names);
}

/** Up to two letters that stand for a person or company. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toUpperCase();
}
