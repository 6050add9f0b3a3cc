import { textsOf } from '#shared/fields/entries.ts';
import type { Fields } from '#shared/fields/input.ts';
import { foldText } from '#shared/filter/fold-text.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { isSamePhone, phoneDigits } from '#shared/phone-digits.ts';

/** The fields by which two records can turn out to be one. */
export interface Likeness {
  /** Whose equal values nearly prove it: addresses, domains, what an upsert goes by. */
  keys: readonly string[];
  phones: readonly string[];
  /** Of those fields the lists in which further values stand, by the field. */
  lists: ReadonlyMap<string, string>;
  /** Its similar names are a hint. */
  name: string;
}

type Values = Readonly<Record<string, unknown>>;

/** Objects with an address, a phone or another key; what is only named, such as a task, may well be there twice. */
export function isComparable({ routes, fields, subtitle }: ObjectDefinition): boolean {
  return routes && subtitle.length > 0 && keysOf(fields).length > 0;
}

export function likenessOf({ fields, title }: Pick<ObjectDefinition, 'fields' | 'title'>): Likeness {
  const phones = Object.keys(fields).filter((name) => fields[name]?.kind === 'phone');
  const lists = Object.entries(fields).flatMap(([name, { primary }]) =>
    primary === undefined ? [] : [[primary, name] as const],
  );
  return { keys: keysOf(fields), phones, lists: new Map(lists), name: title };
}

function keysOf(fields: Fields): string[] {
  return Object.keys(fields).filter((name) => fields[name]?.match || fields[name]?.kind === 'email');
}

/** Why a record may be the one that is meant: the fields that are equal or alike, the surest first; none when it is another. */
export function reasonsFor(likeness: Likeness, record: Values, like: Values): string[] {
  const { keys, phones, name } = likeness;
  const texts = (values: Values, field: string) => valuesIn(likeness, values, field).map(foldText).filter(Boolean);
  const isEqual = (field: string) => texts(like, field).some((text) => texts(record, field).includes(text));
  const numbers = phones
    .flatMap((field) => valuesIn(likeness, like, field))
    .filter((number) => phoneDigits(number) !== '');
  const isPhone = (field: string) =>
    valuesIn(likeness, record, field).some((own) => numbers.some((number) => isSamePhone(own, number)));
  const isNamed = isAlike(String(record[name] ?? ''), String(like[name] ?? ''));
  return [...keys.filter(isEqual), ...phones.filter(isPhone), ...(isNamed ? [name] : [])];
}

/** What a field and the list that belongs to it hold. */
export function valuesIn({ lists }: Likeness, values: Values, field: string): string[] {
  return [...textsOf(values[field]), ...textsOf(values[lists.get(field) ?? ''])];
}

/** Whether two names are the same but for case, accents, signs, legal forms and the order of words, or one typing error in a long one. */
export function isAlike(one: string, other: string): boolean {
  const [a, b] = [coreOf(one), coreOf(other)];
  if (a === '' || b === '') return false;
  return a === b || (Math.min(a.length, b.length) >= 6 && isOneEditAway(a, b));
}

const LEGAL_FORMS = new Set(
  'ag bv co company corp corporation gmbh group holding inc incorporated kg limited llc llp ltd nv oy plc pty sa sarl se spa srl the und and'.split(
    ' ',
  ),
);

/** The words that make a name, in the order of the alphabet. */
export function coreOf(name: string): string {
  const words = foldText(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const telling = words.filter((word) => !LEGAL_FORMS.has(word));
  return (telling.length > 0 ? telling : words).toSorted().join(' ');
}

function isOneEditAway(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  const rest = long.slice(at + 1);
  return rest === short.slice(at) || rest === short.slice(at + 1);
}
