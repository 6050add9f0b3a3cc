import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noPreferences } from '#shared/api/preferences.ts';
import { setFormats } from '#web/language/formats.ts';
import { groupOf, nextWeek } from './due-groups.ts';

// Wednesday, ten in the evening in Berlin.
const now = new Date('2026-11-25T21:00:00Z');

describe('tasks by when they are due', () => {
  beforeAll(() => setFormats({ ...noPreferences, time_zone: 'Europe/Berlin', first_weekday: 1 }));
  afterAll(() => setFormats(noPreferences));

  it.each([
    [null, 'none'],
    ['2026-11-25T20:59:00Z', 'overdue'],
    ['2026-11-25T22:30:00Z', 'today'],
    // Tomorrow in Berlin, though still today in UTC.
    ['2026-11-25T23:30:00Z', 'tomorrow'],
    ['2026-11-29T20:00:00Z', 'week'],
    ['2026-11-29T23:30:00Z', 'later'],
  ])('%s is %s', (dueAt, group) => {
    expect(groupOf(dueAt, now)).toBe(group);
  });

  it('begins the next week on the day that the person has chosen', () => {
    expect(nextWeek('2026-11-25')).toBe('2026-11-30');
    setFormats({ ...noPreferences, time_zone: 'Europe/Berlin', first_weekday: 0 });
    expect(nextWeek('2026-11-25')).toBe('2026-11-29');
  });
});
