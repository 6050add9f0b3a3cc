import { type Entry, type EntryLabel, entryLabels } from '#shared/fields/entries.ts';
import { msg } from '#web/language/translate.ts';
import type { FormValue } from './form-values.ts';

/** A line of the input; unlike an entry it may be empty still. */
export type EntryRow = Entry;

export const entryLabelWords: Readonly<Record<EntryLabel, string>> = {
  WORK: msg('Work'),
  HOME: msg('Home'),
  MOBILE: msg('Mobile'),
  OTHER: msg('Other'),
};

/** The lines that a form's text holds; what an older draft or a cell has is one of them. */
export function readRows(value: FormValue): EntryRow[] {
  const text = String(value);
  if (text === '') return [];
  if (!text.startsWith('[')) return [{ value: text, label: null, primary: true }];
  return (JSON.parse(text) as EntryRow[]).map(({ value: typed, label, primary }) => ({
    value: String(typed),
    label: entryLabels.find((one) => one === label) ?? null,
    primary: primary === true,
  }));
}

/** The same text for the same lines, so that what was not changed is equal; none without any value. */
export function writeRows(rows: readonly EntryRow[]): string {
  const isEmpty = rows.length === 0 || (rows.length === 1 && rows[0]?.value === '' && rows[0].label === null);
  return isEmpty ? '' : JSON.stringify(rows.map(({ value, label, primary }) => ({ value, label, primary })));
}

/** The lines that say something. */
export function entriesOf(value: FormValue): Entry[] {
  return readRows(value).filter((row) => row.value.trim() !== '');
}
