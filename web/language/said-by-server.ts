import type { FieldErrors } from '#shared/fields/input.ts';
import { type Catalogue, current } from './current.ts';
import { fill, t } from './translate.ts';

interface Pattern {
  text: string;
  expression: RegExp;
  names: readonly string[];
}

/**
 * A message of the server in the person's language. The server speaks English to everybody; the catalogue knows each of its
 * messages with names in `{}` where it puts in labels and numbers, and labels are translated in turn.
 */
export function said(english: string): string {
  if (current.language === 'en' || current.messages[english]) return t(english);
  for (const { text, expression, names } of patternsOf(current.messages)) {
    const found = expression.exec(english);
    if (found)
      return fill(t(text), Object.fromEntries(names.map((name, at) => [name, saidValue(found[at + 1] ?? '')])));
  }
  return english;
}

/** The same for the errors of fields. */
export function saidErrors(errors: FieldErrors): FieldErrors {
  return Object.fromEntries(Object.entries(errors).map(([field, text]) => [field, said(text)]));
}

/** A label, also in lower case, or several such as `Lead or Opportunity`; else a message inside the message, or as it is. */
function saidValue(value: string): string {
  const labels = value.split(' or ').map((one) => current.messages[one.charAt(0).toUpperCase() + one.slice(1)]);
  const isLabels = labels.every((one) => typeof one === 'string');
  return isLabels ? new Intl.ListFormat(current.language, { type: 'disjunction' }).format(labels) : said(value);
}

const known = new WeakMap<Catalogue, readonly Pattern[]>();

/** Those that say most come first: `{label} must be text` before `{label} must be {what}`. */
function patternsOf(messages: Catalogue): readonly Pattern[] {
  const patterns =
    known.get(messages) ??
    Object.keys(messages)
      .flatMap(toPattern)
      .sort((a, b) => weight(b) - weight(a));
  known.set(messages, patterns);
  return patterns;
}

function toPattern(text: string): Pattern[] {
  const [first = '', ...rest] = text.split(/\{(\w+)\}/);
  // The catalogue has texts of the web app too: `Q{quarter} {year}` would be found in every message that begins with a Q.
  const hasWord = /\p{L}{3}/u.test(text.replace(/\{\w+\}/g, ' '));
  if (rest.length === 0 || !hasWord) return [];
  const names = rest.filter((_, at) => at % 2 === 0);
  const between = rest.filter((_, at) => at % 2 === 1);
  const source = [first, ...between].map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('([^]+?)');
  return [{ text, names, expression: new RegExp(`^${source}$`) }];
}

function weight({ text }: Pattern): number {
  return text.replace(/\{\w+\}/g, '').length;
}
