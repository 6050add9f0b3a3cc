import type { Field } from '#shared/fields/field.ts';
import type { Fields } from '#shared/fields/input.ts';
import { readDecimal, writeDecimal } from './decimal-text.ts';
import { type EntryRow, entriesOf, writeRows } from './entry-rows.ts';

/** What inputs hold: text (of an option its value, of a relation its id), or yes and no. Empty text is no value. */
export type FormValue = string | boolean;
export type FormValues = Record<string, FormValue>;

/** What a form shows for a record, or for a new one with some values preset. */
export function toFormValues(fields: Fields, record: Readonly<Record<string, unknown>>): FormValues {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, toFormValue(field, record[name])]));
}

/** The body for the API: the fields of a form, read as their kinds are written. */
export function toInput(fields: Fields, values: FormValues): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, fromFormValue(field, values[name])]));
}

/** Values of a new record before anybody typed. */
export function newRecordValues(fields: Fields, userId: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, field.defaultToUser ? userId : field.default]),
  );
}

function toFormValue(field: Field, value: unknown): FormValue {
  if (field.kind === 'boolean') return value === true;
  if (value === null || value === undefined) return '';
  if (field.kind === 'tags') return (value as readonly string[]).join(',');
  if (field.kind === 'entries') return writeRows(value as readonly EntryRow[]);
  return field.kind === 'money' ? writeDecimal(String(value)) : String(value);
}

function fromFormValue(field: Field, value: FormValue | undefined): unknown {
  if (typeof value === 'boolean') return value;
  if (field.kind === 'tags') return (value ?? '').split(',').filter(Boolean);
  if (field.kind === 'entries') return entriesOf(value ?? '');
  if (value === undefined || value.trim() === '') return null;
  if (field.kind === 'money') return readDecimal(value);
  return field.kind === 'relation' || field.kind === 'integer' ? Number(value) : value;
}
