import { current } from './current.ts';

/** The names in `{}` of a text. */
type Names<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Value = string | number;
type Values<T extends string> = [Names<T>] extends [never] ? [] : [values: Readonly<Record<Names<T>, Value>>];

/**
 * A text of the web app in the person's language; the English one is its key: `t('Delete {name}?', { name })`.
 * Texts that are no literal are marked with `msg` where they stand.
 */
export function t<const T extends string>(text: T, ...[values]: Values<T>): string {
  const found = current.messages[text];
  return fill(typeof found === 'string' ? found : text, values);
}

/** A text by a number, written as `{n}`: `tn(3, '{n} lead', '{n} leads')`; the key is the text for many. */
export function tn(n: number, one: string, many: string, values?: Readonly<Record<string, Value>>): string {
  const found = current.messages[many];
  const category = current.plurals.select(n);
  const text = typeof found === 'object' ? (found[category] ?? found.other) : category === 'one' ? one : many;
  return fill(text ?? many, { ...values, n: current.numbers.format(n) });
}

/** Marks a text that is translated later, by `t` where it is shown: in tables of data that exist before the language does. */
export function msg<const T extends string>(text: T): T {
  return text;
}

/** A label inside a sentence: `company` in English, `Firma` in languages that write nouns with a capital. */
export function inSentence(label: string): string {
  return current.messages['~nouns'] === 'capitalized' ? label : label.toLocaleLowerCase(current.language);
}

/** Puts values where a text names them. */
export function fill(text: string, values: Readonly<Record<string, Value>> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
}
