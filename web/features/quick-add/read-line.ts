import { before, beforeDate, currencySigns, type Kind, multiples, openings, priorities, units } from './words.ts';

/** A day or moment on the person's own clock: what it shows, as the milliseconds that the same reading would be in UTC. */
export interface When {
  wall: number;
  hasTime: boolean;
}

/** Finds the first day or moment in a text. */
export type DateReader = (text: string) => (When & { index: number; text: string }) | undefined;

/** What one typed line says. */
export interface Line {
  kind: Kind;
  /** What is left when everything below is taken out; with a capital. */
  title: string;
  /** Names of people, companies and deals that it is about, in order. */
  names: readonly string[];
  when?: When;
  minutes?: number;
  /** A value of the field `priority`. */
  priority?: string;
  email?: string;
  phone?: string;
  /** Digits with a point. */
  amount?: string;
  /** An ISO code. */
  currency?: string;
  /** Whose it is to be, as typed after `@`. */
  assignee?: string;
}

interface Reading {
  readDate: DateReader;
  /** Reads an amount as the person's locale writes it, to digits with a point. */
  readAmount: (typed: string) => string;
  /** What it is to make, whatever the line begins with. */
  kind?: Kind | undefined;
}

/** Reads a line such as `call Jane at Acme tomorrow 3pm`. Never fails: what it does not know is title. */
export function readLine(typed: string, { readDate, readAmount, kind: chosen }: Reading): Line {
  const opening = readOpening(typed.trim());
  const kind = chosen ?? opening.kind;
  const text = makeText(opening.rest);
  const found: Partial<Line> = {};
  if (isPerson(kind)) Object.assign(found, takeAddress(text));
  if (isWork(kind)) {
    found.assignee = text.take(/(?<![^\s])@([\p{L}][\p{L}.-]*)/u)?.[1];
    found.priority =
      priorities[
        text.take(/(?<![^\s])!(high|hoch|urgent|dringend|normal|low|niedrig|!)(?![^\s])/i)?.[1]?.toLowerCase() ?? ''
      ];
  }
  if (kind === 'meeting' || kind === 'call') found.minutes = takeMinutes(text);
  const amountAt = kind === 'deal' ? takeAmount(text, readAmount, found) : undefined;
  if (isWork(kind) || kind === 'deal') found.when = takeDate(text, readDate);
  const { title, names } = readNames(text.rest(), { kind, stays: opening.stays, amountAt });
  return { ...present(found), kind, title: capital(title), names };
}

/** Kinds that have a time and somebody who does them. */
function isWork(kind: Kind): boolean {
  return kind === 'task' || kind === 'call' || kind === 'meeting';
}

function isPerson(kind: Kind): boolean {
  return kind === 'lead' || kind === 'contact' || kind === 'company';
}

function readOpening(text: string): { kind: Kind; rest: string; stays: boolean } {
  const [, word = '', rest = ''] = /^([\p{L}-]+)[:,]?(?:\s+(.*))?$/su.exec(text) ?? [];
  const opening = openings.find(({ words }) => words.includes(word.toLowerCase()));
  if (!opening) return { kind: 'task', rest: text, stays: /\banrufen\b/i.test(text) };
  return { kind: opening.kind, rest: opening.stays ? text : rest, stays: opening.stays === true };
}

/** A text that gets shorter: what was understood is taken out. */
function makeText(start: string) {
  let text = start;
  return {
    take(pattern: RegExp): RegExpExecArray | undefined {
      const match = pattern.exec(text) ?? undefined;
      // A gap of two marks where something stood, so that what is around it does not become one name.
      if (match) text = `${text.slice(0, match.index)}${GAP}${text.slice(match.index + match[0].length)}`;
      return match;
    },
    rest: () => text,
  };
}

type Text = ReturnType<typeof makeText>;

const GAP = '\u0001';

function takeAddress(text: Text): Partial<Line> {
  const email = text.take(/[^\s<>(),;]+@[^\s<>(),;]+\.[^\s<>(),;.]{2,}/)?.[0];
  const phone = text.take(/(?<![\p{L}\d])(?:\+|0)[\d][\d ()/.-]{4,}\d/u)?.[0];
  return { email, phone };
}

function takeMinutes(text: Text): number | undefined {
  const pattern = new RegExp(
    `(?:\\b(?:for|für|fuer)\\s+)?(?<![\\d.,:])(\\d{1,3}(?:[.,]\\d)?)\\s?(${Object.keys(units).join('|')})(?:\\s?(\\d{1,2})\\s?(?:m|min))?(?![\\p{L}\\d])`,
    'iu',
  );
  // `in 2 hours` is when, not how long.
  const ahead = new RegExp(`\\bin\\s+${pattern.source}`, 'iu');
  if (ahead.test(text.rest())) return undefined;
  const match = text.take(pattern);
  if (!match) return undefined;
  const minutes = Number(match[1]?.replace(',', '.')) * (units[match[2]?.toLowerCase() ?? ''] ?? 0);
  return Math.round(minutes) + Number(match[3] ?? 0) || undefined;
}

const AMOUNT = String.raw`\d[\d.,'\u2019]*(?:\s\d{3}(?!\d))*`;

/** Takes the amount of a deal out; answers where it stood. */
function takeAmount(text: Text, readAmount: Reading['readAmount'], into: Partial<Line>): number | undefined {
  const signs = `[€$£¥]|\\b[A-Z]{3}\\b`;
  const times = Object.keys(multiples).join('|');
  const marked = new RegExp(
    `(?:(?<sign>${signs})\\s?(?<a>${AMOUNT})\\s?(?<at>${times})?(?![\\p{L}\\d]))|(?:(?<![\\p{L}\\d])(?<b>${AMOUNT})\\s?(?:(?<bt>${times})(?![\\p{L}\\d])\\s?(?<bs>${signs})?|(?<cs>${signs})))`,
    'u',
  );
  const plain = /(?<![\p{L}\d.,/])(?<a>\d[\d.,']{2,})(?![\p{L}\d/])/u;
  const match = text.take(marked) ?? text.take(plain);
  if (!match?.groups) return undefined;
  const { sign, a, at, b, bt, bs, cs } = match.groups;
  const typed = (a ?? b ?? '').replace(/[.,]$/, '');
  const times_ = multiples[(at ?? bt ?? '').toLowerCase()] ?? 1;
  const amount = Number(readAmount(typed));
  into.amount = Number.isNaN(amount) ? typed : String(Math.round(amount * times_ * 100) / 100);
  const code = sign ?? bs ?? cs;
  if (code) into.currency = currencySigns[code] ?? code;
  return match.index;
}

function takeDate(text: Text, readDate: DateReader): When | undefined {
  const found = readDate(text.rest());
  if (!found) return undefined;
  const leading = new RegExp(`(?<![^\\s])(?:(?:${beforeDate})\\s+)*$`, 'iu').exec(text.rest().slice(0, found.index));
  const whole = `${leading?.[0] ?? ''}${found.text}`;
  text.take(new RegExp(escapeRegExp(whole)));
  return { wall: found.wall, hasTime: found.hasTime };
}

interface Left {
  kind: Kind;
  stays: boolean;
  amountAt: number | undefined;
}

function readNames(left: string, { kind, stays, amountAt }: Left): { title: string; names: string[] } {
  const whole = tidy(left);
  if (kind === 'company') return { title: whole, names: [] };
  if (kind === 'note') return readNote(whole);
  if (kind === 'deal' && amountAt !== undefined) return readDeal(left, amountAt);
  const parts = left
    .split(new RegExp(`(?:^|\\s+|${GAP})(?:${before})\\s+|[${GAP},;]`, 'iu'))
    .map(tidy)
    .filter(Boolean);
  const opensWithName = new RegExp(`^\\s*(?:${before})\\s`, 'iu').test(left);
  if (kind === 'lead' || kind === 'contact') return { title: parts[0] ?? '', names: parts.slice(1) };
  if (kind === 'deal')
    return { title: opensWithName ? whole : (parts[0] ?? ''), names: parts.slice(opensWithName ? 0 : 1) };
  // After the verb stands whom it is with: `Call Jane at Acme`.
  const first = stays ? withoutVerb(parts[0] ?? '') : '';
  const namesOfFirst = first && (kind !== 'meeting' || parts.length === 1) ? [first] : [];
  return { title: whole, names: unique([...namesOfFirst, ...parts.slice(opensWithName ? 0 : 1)]) };
}

/** `note Acme: they liked it`. */
function readNote(whole: string): { title: string; names: string[] } {
  const [, name, text] = /^([^:]{2,80}):\s+(.+)$/su.exec(whole) ?? [];
  if (name && text) return { title: text, names: name.split(/,\s*/).map(tidy) };
  const parts = whole.split(new RegExp(`\\s+(?:${before})\\s+`, 'iu')).map(tidy);
  return { title: whole, names: parts.slice(1) };
}

/** `Fleet renewal 12k Acme`: what stands before the amount is its name, what follows the customer's. */
function readDeal(left: string, amountAt: number): { title: string; names: string[] } {
  const words = new RegExp(`(?:^|\\s+)(?:${before})\\s+|[${GAP},;]`, 'iu');
  const [name = '', ...more] = left.slice(0, amountAt).split(words).map(tidy).filter(Boolean);
  const names = [...more, ...left.slice(amountAt).split(words).map(tidy).filter(Boolean)];
  return { title: name || names.join(' '), names };
}

function withoutVerb(part: string): string {
  const [, word = '', rest = ''] = /^([\p{L}-]+)\s*(.*)$/su.exec(part) ?? [];
  const isVerb = openings.some(({ words }) => words.includes(word.toLowerCase()));
  return tidy((isVerb ? rest : part).replace(/\s*\banrufen\b\s*/i, ' ').replace(/^back\s+/i, ''));
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].slice(0, 4);
}

function tidy(text: string): string {
  return text
    .replaceAll(GAP, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,;:–-]+|[\s,;:–-]+$/g, '');
}

function capital(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

function present<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
