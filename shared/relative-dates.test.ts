import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTimeZone } from './filter/zoned-time.ts';
import { type Calendar, resolveRelative, wholeDay } from './relative-dates.ts';

const berlin: Calendar = { now: new Date('2026-03-31T22:30:00Z'), timeZone: 'Europe/Berlin', firstDayOfWeek: 1 };
const at = (now: string, timeZone = 'Europe/Berlin'): Calendar => ({ ...berlin, now: new Date(now), timeZone });

function range(input: unknown, kind: 'date' | 'datetime', calendar: Calendar): string {
  const parsed = resolveRelative(input, kind, calendar);
  if (!parsed.ok) return parsed.error;
  return `${parsed.value.from} ${parsed.value.to}`.replaceAll('.000000Z', 'Z');
}

describe('relative dates', () => {
  // Already the 1st of April in Berlin.
  it.each([
    [{ last: '7d' }, '2026-03-26 2026-04-02'],
    [{ last: '1d' }, '2026-04-01 2026-04-02'],
    [{ last: '1m' }, '2026-03-02 2026-04-02'],
    [{ next: '2w' }, '2026-04-01 2026-04-15'],
    [{ next: '1q' }, '2026-04-01 2026-07-01'],
    [{ this: 'day' }, '2026-04-01 2026-04-02'],
    [{ this: 'week' }, '2026-03-30 2026-04-06'],
    [{ previous: 'month' }, '2026-03-01 2026-04-01'],
    [{ this: 'quarter' }, '2026-04-01 2026-07-01'],
    [{ previous: 'quarter' }, '2026-01-01 2026-04-01'],
    [{ following: 'year' }, '2027-01-01 2028-01-01'],
    [{ next: '9999y' }, '2026-04-01 infinity'],
    [{ last: '9999y' }, '-infinity 2026-04-02'],
  ])('reads %j as days of the time zone', (input, days) => {
    expect(range(input, 'date', berlin)).toBe(days);
  });

  it('counts weeks from the given first day', () => {
    const days = [0, 1, 6].map((firstDayOfWeek) => range({ this: 'week' }, 'date', { ...berlin, firstDayOfWeek }));
    expect(days).toEqual(['2026-03-29 2026-04-05', '2026-03-30 2026-04-06', '2026-03-28 2026-04-04']);
  });

  it('keeps the time of day over a change of the clock, but counts hours as they pass', () => {
    const calendar = at('2026-03-30T10:00:00Z');
    expect(range({ last: '2d' }, 'datetime', calendar)).toBe('2026-03-28T11:00:00Z 2026-03-30T10:00:00Z');
    expect(range({ last: '48h' }, 'datetime', calendar)).toBe('2026-03-28T10:00:00Z 2026-03-30T10:00:00Z');
    expect(range({ next: '1m' }, 'datetime', at('2026-01-31T10:00:00Z'))).toBe(
      '2026-01-31T10:00:00Z 2026-02-28T10:00:00Z',
    );
  });

  it.each([
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00Z 2026-03-29T22:00:00Z'],
    ['America/Havana', '2026-03-08', '2026-03-08T05:00:00Z 2026-03-09T04:00:00Z'],
    ['America/Havana', '2025-11-02', '2025-11-02T04:00:00Z 2025-11-03T05:00:00Z'],
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00Z 2011-12-30T10:00:00Z'],
    ['Asia/Kathmandu', '2026-01-01', '2025-12-31T18:15:00Z 2026-01-01T18:15:00Z'],
    ['Asia/Tokyo', '0001-01-01', '-infinity 0001-01-01T14:41:01Z'],
    ['America/New_York', '9999-12-31', '9999-12-31T05:00:00Z infinity'],
  ])('knows when the days of %s begin: %s', (timeZone, day, moments) => {
    const { from, to } = wholeDay(day, at('2026-01-01T00:00:00Z', timeZone));
    expect(`${from} ${to}`.replaceAll('.000000Z', 'Z')).toBe(moments);
  });

  it('lays the days of every time zone end to end', () => {
    const zones = [...Intl.supportedValuesOf('timeZone')];
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2050-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.constantFrom(...zones), day, (timeZone, date) => {
        const text = (days: number) => new Date(date.getTime() + days * 86_400_000).toISOString().slice(0, 10);
        const calendar = { ...berlin, timeZone };
        expect(wholeDay(text(0), calendar).to).toBe(wholeDay(text(1), calendar).from);
        expect(wholeDay(text(0), calendar).from <= wholeDay(text(0), calendar).to).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each<unknown>([
    null,
    '7d',
    [],
    {},
    { last: 7 },
    { last: '0d' },
    { last: '10000d' },
    { last: '7x' },
    { last: 'week' },
    { this: '7d' },
    { this: 'constructor' },
    { toString: 'day' },
    { last: '7d', next: '7d' },
    { last: '-1d' },
  ])('refuses %j and says what is right', (input) => {
    expect(range(input, 'datetime', berlin)).toMatch(/^within takes a relative date such as \{"last":"7d"\}/);
  });

  it('refuses hours for a date', () => {
    expect(range({ last: '24h' }, 'date', berlin)).toContain('(units d w m q y)');
  });

  it('knows time zones', () => {
    expect(['Europe/Berlin', 'UTC', 'Europe/Nowhere', ''].map(isTimeZone)).toEqual([true, true, false, false]);
  });
});
