import { formats } from '#web/language/formats.ts';

interface Separators {
  group: string;
  decimal: string;
}

/** How a locale writes decimals. */
export function separatorsOf(locale = formats.locale): Separators {
  const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(12_345_678.9);
  const find = (type: string, otherwise: string) => parts.find((part) => part.type === type)?.value ?? otherwise;
  return { group: find('group', ','), decimal: find('decimal', '.') };
}

/**
 * A typed amount as digits with a point, for the API. A separator groups only where it stands before groups of digits;
 * what fits no reading is answered as typed, so that the check of the field explains it.
 */
export function readDecimal(typed: string, { group, decimal }: Separators = separatorsOf()): string {
  const text = typed.replace(/[\s\u00a0\u202f'\u2019]/g, '');
  const [g, d] = [escapeRegExp(group), escapeRegExp(decimal)];
  const grouped = new RegExp(`^-?\\d{1,3}(${g}\\d{2,3})*${g}\\d{3}(${d}\\d*)?$`);
  if (g && grouped.test(text)) return text.replaceAll(group, '').replace(decimal, '.');
  return /^-?\d+,\d*$/.test(text) ? text.replace(',', '.') : text;
}

/** The other way: what a form shows for a value. */
export function writeDecimal(value: string, locale = formats.locale): string {
  if (!/^\d{1,13}(\.\d{1,2})?$/.test(value)) return value;
  const digits = value.includes('.') ? 2 : 0;
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: 2,
    numberingSystem: 'latn',
  }).format(Number(value));
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
