import { textsOf } from '#shared/fields/entries.ts';
import { foldText } from '#shared/filter/fold-text.ts';
import { phoneDigits } from '#shared/phone-digits.ts';
import type { CompiledObject } from './compile-object.ts';

/** What a record is found by: its search fields and phone numbers, a line each, so that no match runs from one into the next. */
export function searchTextOf(object: CompiledObject, values: Readonly<Record<string, unknown>>): string {
  const texts = object.searchFields
    .flatMap((field) => textsOf(values[field]))
    .map((value) => signsAsLetters(foldText(value)));
  const phones = object.phoneFields.flatMap((field) => textsOf(values[field]).map(digitsAsLetters)).filter(Boolean);
  return [...texts, ...phones].join('\n');
}

/** Whether a change of these fields changes what a record is found by. */
export function isSearched({ searchFields, phoneFields }: CompiledObject, fields: readonly string[]): boolean {
  return fields.some((field) => searchFields.includes(field) || phoneFields.includes(field));
}

/** The LIKE pattern for a substring; nothing in it needs escaping, as signs stand in it as letters. */
export function likePattern(folded: string): string {
  return `%${signsAsLetters(folded)}%`;
}

/** The LIKE pattern for a phone number in any notation: its last digits, which country and area do not touch. */
export function phonePattern(number: string): string {
  return `%${digitsAsLetters(number).slice(-SURE_DIGITS)}%`;
}

const SURE_DIGITS = 6;

/** Digits as letters of their own, so that only who looks for a number finds it: lists search no phones. */
function digitsAsLetters(number: string): string {
  return phoneDigits(number).replaceAll(/\d/g, (digit) => String.fromCharCode(0xa100 + Number(digit)));
}

/**
 * Blanks and ASCII signs as letters (of the Yi syllabary). pg_trgm takes a sign for the end of a word, and the trigrams that it
 * makes of where words begin and end match nearly everything: a search for two words took three times as long.
 */
function signsAsLetters(folded: string): string {
  return folded.replaceAll(/[ -/:-@[-`{-~]/g, (sign) => String.fromCharCode(0xa000 + sign.charCodeAt(0)));
}
