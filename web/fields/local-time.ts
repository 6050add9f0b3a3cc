/** A moment as an input of days and times shows it, in the browser's own time: `2026-01-31T09:30`; empty when there is none. */
export function toLocal(value: string): string {
  const moment = new Date(value);
  if (value === '' || Number.isNaN(moment.getTime())) return '';
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${String(moment.getFullYear()).padStart(4, '0')}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  return `${day}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

/** The moment that was typed, as the API takes it. */
export function fromLocal(typed: string): string {
  const moment = new Date(typed);
  return typed === '' || Number.isNaN(moment.getTime()) ? '' : moment.toISOString().replace('.000Z', 'Z');
}
