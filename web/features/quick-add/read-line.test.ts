import { beforeAll, describe, expect, it } from 'vitest';
import { readDecimal } from '#web/fields/decimal-text.ts';
import { loadDateReader } from './read-dates.ts';
import { type DateReader, type Line, readLine } from './read-line.ts';

/** A Wednesday, half past nine. */
const now = Date.UTC(2026, 10, 25, 9, 30);
const readers: Record<string, DateReader> = {};

beforeAll(async () => {
  for (const locale of ['en-GB', 'en-US', 'de-DE']) readers[locale] = await loadDateReader({ now, locale });
});

function read(text: string, locale = 'en-GB') {
  const separators = locale === 'de-DE' ? { group: '.', decimal: ',' } : { group: ',', decimal: '.' };
  const line = readLine(text, {
    readDate: readers[locale] as DateReader,
    readAmount: (typed) => readDecimal(typed, separators),
  });
  const { when, ...rest } = line;
  return { ...rest, ...(when && { when: new Date(when.wall).toISOString().slice(0, when.hasTime ? 16 : 10) }) };
}

type Said = Partial<Omit<Line, 'when'>> & { when?: string };

describe('one typed line', () => {
  it.each<[string, Said]>([
    [
      'call Jane at Acme tomorrow 3pm',
      { kind: 'task', title: 'Call Jane at Acme', names: ['Jane', 'Acme'], when: '2026-11-26T15:00' },
    ],
    ['call Jane', { kind: 'task', title: 'Call Jane', names: ['Jane'] }],
    ['Call back Jane tomorrow', { title: 'Call back Jane', names: ['Jane'], when: '2026-11-26' }],
    ['call +39 02 1234 567 tomorrow', { kind: 'task', title: 'Call +39 02 1234 567', when: '2026-11-26' }],
    [
      'called Jane at Acme 10 min',
      { kind: 'call', title: 'Called Jane at Acme', names: ['Jane', 'Acme'], minutes: 10 },
    ],
    [
      'meeting with Globex on Friday at 10 for 1h',
      { kind: 'meeting', title: 'Meeting with Globex', names: ['Globex'], when: '2026-11-27T10:00', minutes: 60 },
    ],
    [
      'meeting with Globex Friday 10:00 1h30m',
      { kind: 'meeting', title: 'Meeting with Globex', minutes: 90, when: '2026-11-27T10:00' },
    ],
    [
      'lunch with Jane Doe from Acme friday 12:30',
      { kind: 'meeting', names: ['Jane Doe', 'Acme'], when: '2026-11-27T12:30' },
    ],
    ['meet Jane in 2 hours', { kind: 'meeting', names: ['Jane'], when: '2026-11-25T11:30' }],
    [
      'task send offer to Acme by 12/3 !high',
      { kind: 'task', title: 'Send offer to Acme', names: ['Acme'], when: '2027-03-12', priority: 'HIGH' },
    ],
    ['send offer to Acme', { kind: 'task', title: 'Send offer to Acme', names: ['Acme'] }],
    ['buy 10 chairs', { kind: 'task', title: 'Buy 10 chairs', names: [] }],
    ['task call at 3', { kind: 'task', title: 'Call', when: '2026-11-25T15:00' }],
    ['task prepare slides @aiko next monday', { title: 'Prepare slides', assignee: 'aiko', when: '2026-11-30' }],
    ['todo !low tidy up', { kind: 'task', title: 'Tidy up', priority: 'LOW' }],
    [
      'lead Maria Rossi maria@rossi.it +39 02 1234 567',
      { kind: 'lead', title: 'Maria Rossi', email: 'maria@rossi.it', phone: '+39 02 1234 567', names: [] },
    ],
    ['lead Maria Rossi at Rossi SpA', { kind: 'lead', title: 'Maria Rossi', names: ['Rossi SpA'] }],
    ['lead Maria Rossi, Rossi SpA, maria@rossi.it', { title: 'Maria Rossi', names: ['Rossi SpA'] }],
    ['lead Second Sun', { kind: 'lead', title: 'Second Sun' }],
    [
      'contact Jane Doe jane@acme.com from Acme',
      { kind: 'contact', title: 'Jane Doe', names: ['Acme'], email: 'jane@acme.com' },
    ],
    ['company Rossi SpA', { kind: 'company', title: 'Rossi SpA', names: [] }],
    ['note Acme: they liked the demo', { kind: 'note', title: 'They liked the demo', names: ['Acme'] }],
    ['note wants a discount for Acme', { kind: 'note', title: 'Wants a discount for Acme', names: ['Acme'] }],
    ['deal Fleet renewal 12k Acme', { kind: 'deal', title: 'Fleet renewal', amount: '12000', names: ['Acme'] }],
    [
      'deal Fleet renewal for Acme €12,500.50 by 31 March',
      { kind: 'deal', title: 'Fleet renewal', amount: '12500.5', currency: 'EUR', names: ['Acme'], when: '2027-03-31' },
    ],
    [
      'deal Fleet 1.5m USD with Globex',
      { kind: 'deal', title: 'Fleet', amount: '1500000', currency: 'USD', names: ['Globex'] },
    ],
    ['deal Phase 2 for Acme', { kind: 'deal', title: 'Phase 2', names: ['Acme'] }],
    ['deal Fleet 5000', { kind: 'deal', title: 'Fleet', amount: '5000', names: [] }],
    ['2026-12-01 14:00 review', { kind: 'task', title: 'Review', when: '2026-12-01T14:00' }],
    ['', { kind: 'task', title: '', names: [] }],
    ['task', { kind: 'task', title: '', names: [] }],
  ])('%s', (text, said) => {
    expect(read(text)).toMatchObject(said);
  });

  it.each<[string, Said]>([
    [
      'Anruf mit Jana morgen 15 Uhr',
      { kind: 'task', title: 'Anruf mit Jana', names: ['Jana'], when: '2026-11-26T15:00' },
    ],
    ['Jana anrufen übermorgen', { kind: 'task', title: 'Jana anrufen', names: ['Jana'], when: '2026-11-27' }],
    [
      'Termin mit Globex am Freitag um 10 Uhr für 1,5 Std',
      { kind: 'meeting', title: 'Termin mit Globex', names: ['Globex'], when: '2026-11-27T10:00', minutes: 90 },
    ],
    [
      'Aufgabe Angebot an Acme bis 12.3. !hoch',
      { kind: 'task', title: 'Angebot an Acme', names: ['Acme'], when: '2027-03-12', priority: 'HIGH' },
    ],
    ['Notiz Acme: will Rabatt', { kind: 'note', title: 'Will Rabatt', names: ['Acme'] }],
    [
      'Verkaufschance Flotte 12.500,50 € für Acme',
      { kind: 'deal', title: 'Flotte', amount: '12500.5', currency: 'EUR', names: ['Acme'] },
    ],
    ['Kontakt Jana Weber bei Acme', { kind: 'contact', title: 'Jana Weber', names: ['Acme'] }],
    ['call Jane tomorrow 3pm', { kind: 'task', when: '2026-11-26T15:00' }],
  ])('%s, to a German', (text, said) => {
    expect(read(text, 'de-DE')).toMatchObject(said);
  });

  it('has the month first for Americans', () => {
    expect(read('task send offer by 12/3', 'en-US').when).toBe('2026-12-03');
  });

  it('makes what was chosen, whatever it begins with', () => {
    const line = readLine('Jane at Acme tomorrow', { readDate: () => undefined, readAmount: String, kind: 'contact' });
    expect(line).toMatchObject({ kind: 'contact', title: 'Jane' });
  });
});
