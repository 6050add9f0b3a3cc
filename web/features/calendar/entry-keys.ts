import type { KeyboardEvent } from 'react';
import { addDays, dayOf, minutesOf, momentAt } from './month-days.ts';
import type { Entry } from './use-entries.ts';

/** Minutes that one step is, by key, pointer and layout alike. */
export const STEP = 15;

interface Steps {
  /** What up and down move by: weeks in a month, minutes beside the hours. */
  vertical: 'weeks' | 'minutes';
  onChange: (entry: Entry, to: { at?: string; minutes?: number }) => void;
}

/** Alt with an arrow moves an entry, with Shift too it makes a meeting longer or shorter. */
export function pressOn(entry: Entry, event: KeyboardEvent, { vertical, onChange }: Steps): void {
  const [days, rows] = arrows[event.key] ?? [0, 0];
  if (!event.altKey || (days === 0 && rows === 0)) return;
  event.preventDefault();
  event.stopPropagation();
  const day = dayOf(new Date(entry.at));
  const minutes = minutesOf(entry.at);
  if (event.shiftKey) {
    if (entry.minutes && rows !== 0) onChange(entry, { minutes: Math.max(STEP, entry.minutes + rows * STEP) });
  } else if (vertical === 'weeks') {
    onChange(entry, { at: momentAt(addDays(day, days + rows * 7), minutes) });
  } else {
    onChange(entry, { at: momentAt(addDays(day, days), minutes + rows * STEP) });
  }
}

/** Days to the side, rows down. */
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
