import { describe, expect, it } from 'vitest';
import { meantDay, nextOccurrence, type Recurrence, readWeekdays } from './recurrence.ts';

const rule = (repeats: Recurrence['repeats'], more: Partial<Recurrence> = {}): Recurrence => ({
  repeats,
  every: 1,
  weekdays: [],
  until: null,
  ...more,
});
const next = (from: string, one: Recurrence, timeZone = 'UTC') =>
  nextOccurrence(new Date(from), one, timeZone)?.toISOString() ?? null;

describe('the next occurrence', () => {
  it('is at the same time on the clock when the clock has been changed', () => {
    // Berlin: 09:00 is 08:00 UTC in winter and 07:00 in summer.
    expect(next('2026-03-28T08:00:00Z', rule('DAILY'), 'Europe/Berlin')).toBe('2026-03-29T07:00:00.000Z');
    expect(next('2026-10-24T07:00:00Z', rule('DAILY'), 'Europe/Berlin')).toBe('2026-10-25T08:00:00.000Z');
    expect(next('2026-03-01T14:00:00Z', rule('MONTHLY'), 'America/New_York')).toBe('2026-04-01T13:00:00.000Z');
    // 02:30 does not exist on that day.
    expect(next('2026-03-28T01:30:00Z', rule('DAILY'), 'Europe/Berlin')).toBe('2026-03-29T01:00:00.000Z');
  });

  it('keeps to the last day of a month that is too short, and to leap years', () => {
    expect(next('2026-01-31T09:00:00Z', rule('MONTHLY'))).toBe('2026-02-28T09:00:00.000Z');
    expect(next('2024-02-29T09:00:00Z', rule('YEARLY'))).toBe('2025-02-28T09:00:00.000Z');
  });

  it('is on the day of the month that those before it were meant for', () => {
    const day = (...dates: string[]) =>
      meantDay(
        dates.map((one) => new Date(`${one}T09:00:00Z`)),
        'UTC',
      );
    expect(day('2026-02-28', '2026-01-30')).toBe(30);
    expect(day('2026-04-30', '2026-02-28', '2025-12-31')).toBe(31);
    expect(day('2026-03-15', '2026-01-31')).toBe(15);
    expect(day('2027-02-28', '2026-02-28', '2025-02-28', '2024-02-29')).toBe(29);
    expect(next('2026-02-28T09:00:00Z', rule('MONTHLY', { day: 31 }))).toBe('2026-03-31T09:00:00.000Z');
  });

  it('goes through the days of a week, then to the first of the next one that counts', () => {
    const days = rule('WEEKLY', { weekdays: readWeekdays('MO,we,fr') ?? [], every: 2 });
    expect(next('2026-05-04T09:00:00Z', days)).toBe('2026-05-06T09:00:00.000Z');
    expect(next('2026-05-08T09:00:00Z', days)).toBe('2026-05-18T09:00:00.000Z');
    expect(next('2026-05-10T09:00:00Z', rule('WEEKLY', { weekdays: [0] }))).toBe('2026-05-17T09:00:00.000Z');
    expect(next('2026-05-06T09:00:00Z', rule('WEEKLY'))).toBe('2026-05-13T09:00:00.000Z');
  });

  it('ends with the last day, in the time zone', () => {
    const until = rule('DAILY', { until: '2026-05-05' });
    expect(next('2026-05-04T23:30:00Z', until)).toBe('2026-05-05T23:30:00.000Z');
    expect(next('2026-05-04T23:30:00Z', until, 'Europe/Berlin')).toBe(null);
  });
});

it('days of the week that are none are refused', () => {
  expect(readWeekdays('MO,XX')).toBe(null);
  expect(readWeekdays('')).toBe(null);
});
