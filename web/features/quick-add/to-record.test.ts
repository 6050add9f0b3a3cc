import { describe, expect, it } from 'vitest';
import type { Line } from './read-line.ts';
import { type Known, toRecord } from './to-record.ts';

const known: Known = { links: {}, unknown: [], timeZone: 'Europe/Berlin', now: Date.UTC(2026, 10, 25, 9, 30) };
const make = (line: Partial<Line>, more: Partial<Known> = {}) =>
  toRecord({ kind: 'task', title: 'Call Jane', names: [], ...line }, { ...known, ...more });

describe('a line becomes', () => {
  it('a task that is due at the time on the clock of the person, or when work ends', () => {
    const at = { wall: Date.UTC(2026, 10, 26, 15), hasTime: true };
    expect(make({ when: at }).body.due_at).toBe('2026-11-26T14:00:00.000Z');
    expect(make({ when: { wall: Date.UTC(2026, 6, 1), hasTime: false } }).body.due_at).toBe('2026-07-01T15:00:00.000Z');
  });

  it('a meeting of an hour where it is about a record, a task where it is not', () => {
    const meeting = { kind: 'meeting', when: { wall: Date.UTC(2026, 10, 27, 10), hasTime: true } } as const;
    const { object, body } = make(meeting, { links: { company_id: 7 } });
    expect([object, body.type, body.starts_at, body.duration_minutes, body.company_id]).toEqual([
      'activities',
      'MEETING',
      '2026-11-27T09:00:00.000Z',
      60,
      7,
    ]);
    expect(make(meeting).object).toBe('tasks');
  });

  it('a lead whose company is named, or follows from the address, or is the person', () => {
    expect(make({ kind: 'lead', title: 'Maria', names: ['Rossi SpA'] }).body.company).toBe('Rossi SpA');
    expect(make({ kind: 'lead', title: 'Maria', email: 'maria@rossi.it' }).body.company).toBe('Rossi');
    expect(make({ kind: 'lead', title: 'Maria', email: 'maria@gmail.com' }).body.company).toBe('Maria');
  });

  it('a deal with the day on which it should close', () => {
    const line = {
      kind: 'deal',
      title: 'Fleet',
      amount: '12000',
      when: { wall: Date.UTC(2027, 2, 31), hasTime: false },
    } as const;
    expect(make(line, { links: { company_id: 7 } }).body).toMatchObject({
      name: 'Fleet',
      amount: '12000',
      close_date: '2027-03-31',
      company_id: 7,
    });
  });
});
