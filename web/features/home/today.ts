import { formats } from '#web/language/formats.ts';

/** The day that it is for the person, `YYYY-MM-DD`. */
export function today(now: Date): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: formats.timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(now);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}
