import type { Entry, EntryLabel } from './entries.ts';
import { isSameEntry } from './entries.ts';
import type { Field } from './field.ts';
import { type FieldErrors, type Fields, lacking, type ReadInput } from './input.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * A list as rows keep it: without the value of the primary entry, which stands in a field of its own and nowhere else, so that the two can
 * never differ. What is left of the primary entry is its label, first in the list.
 */
type Kept = { readonly value: string; readonly label: EntryLabel | null } | { readonly label: EntryLabel };

/** Puts what an input says about lists where rows keep it. Where it names the primary field too, that says which entry is the primary one. */
export function keepEntries(fields: Fields, input: Values, { values, errors }: ReadInput): void {
  for (const [name, { primary, ...field }] of listsOf(fields)) {
    const named = typeof values[primary] === 'string' && Object.hasOwn(input, primary) ? values[primary] : undefined;
    if (named !== undefined && errors[name] === lacking(field)) {
      // The value of the primary field is one of the list, and here the only one.
      delete errors[name];
      values[name] = [];
    }
    if (!Object.hasOwn(input, name) || errors[name] !== undefined || !Array.isArray(values[name])) continue;
    const list = values[name] as readonly Entry[];
    const first = named ?? list[0]?.value;
    values[name] = keptOf(list, first);
    if (errors[primary] !== undefined && Object.hasOwn(input, primary)) continue;
    values[primary] = first ?? null;
    if (first !== undefined) delete errors[primary];
    else if (fields[primary]?.required) errors[name] = lacking(fields[primary]);
  }
}

/** What is wrong with a change that takes away the only value of a list that must have one. */
export function emptiedEntries(fields: Fields, values: Values, before: Values): FieldErrors {
  const emptied: FieldErrors = {};
  for (const [name, { primary, ...field }] of listsOf(fields)) {
    if (!field.required || values[primary] !== null || Object.hasOwn(values, name)) continue;
    if (shownEntries(before[name], null).length === 0) emptied[primary] = lacking(field);
  }
  return emptied;
}

/** Where a change makes one of the other entries the primary one, the one before takes its place in the list. */
export function swapEntries(fields: Fields, values: Values, before: Values): Record<string, unknown> {
  const swapped: Record<string, unknown> = {};
  for (const [name, { primary }] of listsOf(fields)) {
    const named = values[primary];
    if (typeof named !== 'string' || Object.hasOwn(values, name)) continue;
    const list = shownEntries(before[name], before[primary]);
    const isOther = list.some((one) => !one.primary && isSameEntry(one, { value: named }));
    if (isOther) swapped[name] = keptOf(list, named);
  }
  return swapped;
}

/** Records with their lists as answers show them. */
export function withShownEntries(fields: Fields, values: Values): Values {
  const shown = listsOf(fields)
    .filter(([name]) => Array.isArray(values[name]))
    .map(([name, { primary }]) => [name, shownEntries(values[name], values[primary])]);
  return shown.length > 0 ? { ...values, ...Object.fromEntries(shown) } : values;
}

/** Which fields a change has to tell of: a list and its primary field say little without each other. */
export function withTheirPrimary(fields: Fields, changed: readonly string[], record: Values): string[] {
  const all = new Set(changed);
  for (const [name, { primary }] of listsOf(fields)) {
    if (all.has(name)) all.add(primary);
    else if (all.has(primary) && Array.isArray(record[name]) && record[name].length > 0) all.add(name);
  }
  return [...all];
}

function listsOf(fields: Fields): [name: string, field: Field & { primary: string }][] {
  return Object.entries(fields).flatMap(([name, field]) =>
    field.primary === undefined ? [] : [[name, { ...field, primary: field.primary }]],
  );
}

function shownEntries(kept: unknown, primary: unknown): Entry[] {
  const all = (Array.isArray(kept) ? kept : []) as readonly Kept[];
  const first = typeof primary === 'string' ? { value: primary } : null;
  const label = all.find((one) => !('value' in one))?.label ?? null;
  const others = all.flatMap((one) => ('value' in one && !(first && isSameEntry(one, first)) ? [one] : []));
  return [
    ...(first ? [{ ...first, label, primary: true }] : []),
    ...others.map(({ value, label: its }) => ({ value, label: its, primary: false })),
  ];
}

function keptOf(list: readonly Entry[], primary: string | undefined): Kept[] {
  if (primary === undefined) return [];
  const isPrimary = (one: Entry) => isSameEntry(one, { value: primary });
  const label = list.find(isPrimary)?.label;
  const others = list.filter((one) => !isPrimary(one)).map(({ value, label: its }) => ({ value, label: its }));
  return [...(label ? [{ label }] : []), ...others];
}
