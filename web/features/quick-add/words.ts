/** What a line makes. A call is one that was made: one still to be made is a task. */
export type Kind = 'task' | 'call' | 'meeting' | 'note' | 'lead' | 'contact' | 'company' | 'deal';

interface Opening {
  kind: Kind;
  /** First words of a line, in every language that people type in. */
  words: readonly string[];
  /** The word says something about the record and stays in its title: `Call Jane`. */
  stays?: boolean;
}

export const openings: readonly Opening[] = [
  { kind: 'task', words: ['task', 'todo', 'to-do', 'aufgabe'] },
  { kind: 'task', words: ['call', 'phone', 'ring', 'anruf', 'telefonat'], stays: true },
  { kind: 'call', words: ['called', 'phoned', 'rang', 'angerufen', 'telefoniert'], stays: true },
  {
    kind: 'meeting',
    words: ['meeting', 'meet', 'met', 'appointment', 'demo', 'lunch', 'termin', 'treffen', 'besprechung'],
    stays: true,
  },
  { kind: 'note', words: ['note', 'notiz'] },
  { kind: 'lead', words: ['lead'] },
  { kind: 'contact', words: ['contact', 'kontakt', 'ansprechpartner'] },
  { kind: 'company', words: ['company', 'firma', 'unternehmen'] },
  { kind: 'deal', words: ['deal', 'opportunity', 'verkaufschance', 'chance'] },
];

/** Words before the name of somebody or something. */
export const before = 'with|at|from|to|for|about|of|re|mit|bei|von|an|für|fuer|über|ueber|zu|zum|zur|wegen';

/** Words that lead to a day or a time. */
export const beforeDate = 'by|until|till|due|before|on|at|from|bis|zum|vor|am|um|ab|den';

export const priorities: Readonly<Record<string, string>> = {
  high: 'HIGH',
  hoch: 'HIGH',
  '!': 'HIGH',
  urgent: 'HIGH',
  dringend: 'HIGH',
  normal: 'NORMAL',
  low: 'LOW',
  niedrig: 'LOW',
};

/** Minutes that a unit of time has. */
export const units: Readonly<Record<string, number>> = {
  h: 60,
  hr: 60,
  hrs: 60,
  hour: 60,
  hours: 60,
  std: 60,
  stunde: 60,
  stunden: 60,
  m: 1,
  min: 1,
  mins: 1,
  minute: 1,
  minutes: 1,
  minuten: 1,
};

/** What an amount is multiplied by. */
export const multiples: Readonly<Record<string, number>> = {
  k: 1000,
  tsd: 1000,
  m: 1_000_000,
  mio: 1_000_000,
};

export const currencySigns: Readonly<Record<string, string>> = { '€': 'EUR', $: 'USD', '£': 'GBP', '¥': 'JPY' };
