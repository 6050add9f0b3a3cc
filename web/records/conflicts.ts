import type { Fields } from '#shared/fields/input.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { type FormValues, toFormValues } from '#web/fields/form-values.ts';

/** Whose value of each contested field is kept. */
export type Choices = Readonly<Record<string, 'mine' | 'theirs'>>;

interface Versions {
  /** What was typed, over what the record was when the typing began. */
  mine: FormValues;
  before: FormValues;
  /** The record as somebody else has saved it meanwhile. */
  theirs: AnyRecord;
}

/** The fields that both have changed, to different values. */
export function contestedFields(fields: Fields, { mine, before, theirs }: Versions): string[] {
  const now = toFormValues(fields, theirs);
  return Object.keys(fields).filter(
    (name) => mine[name] !== before[name] && now[name] !== before[name] && mine[name] !== now[name],
  );
}

/** What both versions come to: of contested fields what was chosen, of all others what either has changed. */
export function mergeVersions(fields: Fields, { mine, before, theirs }: Versions, choices: Choices): FormValues {
  const now = toFormValues(fields, theirs);
  const isMine = (name: string) => mine[name] !== before[name] && choices[name] !== 'theirs';
  return Object.fromEntries(Object.keys(fields).map((name) => [name, (isMine(name) ? mine[name] : now[name]) ?? '']));
}
