import type { Field, FieldKind } from '#shared/fields/field.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { msg } from '#web/language/translate.ts';

/** Operators of each kind, in words; those of the grammar that say the same in another way are left out. */
const words: Readonly<Record<string, string>> = {
  '=': msg('is'),
  '!=': msg('is not'),
  in: msg('is one of'),
  not_in: msg('is none of'),
  '<': msg('is below'),
  '<=': msg('is at most'),
  '>': msg('is above'),
  '>=': msg('is at least'),
  between: msg('is between'),
  within: msg('is within'),
  contains: msg('contains'),
  starts_with: msg('begins with'),
  is_null: msg('is empty'),
  not_null: msg('is not empty'),
  has_any: msg('has any of'),
  has_all: msg('has all of'),
  has_none: msg('has none of'),
};
const timeWords: Readonly<Record<string, string>> = {
  '<': msg('is before'),
  '<=': msg('is until'),
  '>': msg('is after'),
  '>=': msg('is from'),
};

export function operatorWord(op: string, kind: FieldKind | undefined): string {
  return (kind === 'date' || kind === 'datetime' ? timeWords[op] : undefined) ?? words[op] ?? op;
}

/** A field that can be filtered by: of the object, or of one that it refers to. */
export interface FilterField {
  path: string;
  label: string;
  field: Field;
}

type Definitions = (name: string) => ObjectDefinition | undefined;

/** The fields that a filter of an object can name, with those of related records one step away. */
export function filterFields(definitions: Definitions, object: ObjectDefinition): FilterField[] {
  const own = fieldsOf(object).map(([name, field]) => ({ path: name, label: field.label, field }));
  const related = fieldsOf(object).flatMap(([name, field]) => {
    const target = field.kind === 'relation' ? definitions(field.target ?? '') : undefined;
    const step = name.replace(/_id$/, '');
    return (target ? fieldsOf(target) : [])
      .filter(([, one]) => one.kind !== 'relation')
      .map(([one, inner]) => ({ path: `${step}.${one}`, label: `${field.label} › ${inner.label}`, field: inner }));
  });
  return [...own, ...related];
}

function fieldsOf({ allFields }: ObjectDefinition): [string, Field][] {
  return Object.entries(allFields).filter(([name, { kind }]) => kind !== 'json' && name !== 'version');
}

/** Periods that dates can be within, in the grammar and in words. */
export const periods: readonly { value: string; label: string }[] = [
  { value: '{"this":"day"}', label: msg('today') },
  { value: '{"previous":"day"}', label: msg('yesterday') },
  { value: '{"following":"day"}', label: msg('tomorrow') },
  { value: '{"this":"week"}', label: msg('this week') },
  { value: '{"previous":"week"}', label: msg('last week') },
  { value: '{"following":"week"}', label: msg('next week') },
  { value: '{"this":"month"}', label: msg('this month') },
  { value: '{"previous":"month"}', label: msg('last month') },
  { value: '{"this":"quarter"}', label: msg('this quarter') },
  { value: '{"previous":"quarter"}', label: msg('last quarter') },
  { value: '{"this":"year"}', label: msg('this year') },
  { value: '{"last":"7d"}', label: msg('the last 7 days') },
  { value: '{"last":"30d"}', label: msg('the last 30 days') },
  { value: '{"last":"90d"}', label: msg('the last 90 days') },
  { value: '{"next":"7d"}', label: msg('the next 7 days') },
  { value: '{"next":"30d"}', label: msg('the next 30 days') },
];
