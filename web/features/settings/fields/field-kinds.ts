import type { CustomKind } from '#shared/custom-fields.ts';
import type { FieldKind } from '#shared/fields/field.ts';
import { msg, t } from '#web/language/translate.ts';

const labels: Readonly<Record<FieldKind, string>> = {
  text: msg('Text'),
  email: msg('Email address'),
  phone: msg('Phone number'),
  option: msg('Choice'),
  relation: msg('Link to a record'),
  money: msg('Amount'),
  decimal: msg('Number'),
  integer: msg('Whole number'),
  date: msg('Day'),
  datetime: msg('Day and time'),
  boolean: msg('Yes or no'),
  json: msg('Structure'),
  entries: msg('List'),
  tags: msg('Tags'),
};

const hints: Readonly<Record<CustomKind, string>> = {
  text: msg('Words, on one line or on several'),
  email: msg('Checked, and opens a mail'),
  phone: msg('As it is written; found in any notation'),
  option: msg('One of a list that you set'),
  relation: msg('A record of another kind, or a person'),
  money: msg('Added up in totals and reports'),
  integer: msg('Counts such as employees or seats'),
  date: msg('A calendar day without a time'),
  datetime: msg('A moment, shown in everybody’s own time zone'),
  boolean: msg('A box to tick'),
};

/** What a kind of field is called. */
export function kindLabel(kind: FieldKind): string {
  return t(labels[kind]);
}

/** What a kind of field is good for. */
export function kindHint(kind: CustomKind): string {
  return t(hints[kind]);
}
