import { describe, expect, it } from 'vitest';
import { addMonth, moveTo, weeksOf } from './month-days.ts';

describe('the days of a month', () => {
  it('are whole weeks from the first day of the week on', () => {
    const weeks = weeksOf('2026-03', 1);
    expect([weeks.length, weeks[0]?.[0], weeks.at(-1)?.[6]]).toEqual([6, '2026-02-23', '2026-04-05']);
    expect(weeksOf('2026-02', 0).map((week) => week[0])).toEqual([
      '2026-02-01',
      '2026-02-08',
      '2026-02-15',
      '2026-02-22',
    ]);
    expect([addMonth('2026-12', 1), addMonth('2026-01', -1)]).toEqual(['2027-01', '2025-12']);
  });

  it('keep the time of day of what is moved between them', () => {
    const moved = new Date(moveTo(new Date(2026, 2, 28, 9, 30).toISOString(), '2026-03-30'));
    expect([moved.getDate(), moved.getHours(), moved.getMinutes()]).toEqual([30, 9, 30]);
  });
});
