import { foldText } from '#shared/filter/fold-text.ts';
import type { CompiledObject } from './compile-object.ts';

/** What a record is found by: its search fields, a line each, so that no match runs from one into the next. */
export function searchTextOf(object: CompiledObject, values: Readonly<Record<string, unknown>>): string {
  return object.searchFields
    .map((field) => values[field])
    .filter((value) => typeof value === 'string')
    .map((value) => signsAsLetters(foldText(value)))
    .join('\n');
}

/** The LIKE pattern for a substring; nothing in it needs escaping, as signs stand in it as letters. */
export function likePattern(folded: string): string {
  return `%${signsAsLetters(folded)}%`;
}

/**
 * Blanks and ASCII signs as letters (of the Yi syllabary). pg_trgm takes a sign for the end of a word, and the trigrams that it
 * makes of where words begin and end match nearly everything: a search for two words took three times as long.
 */
function signsAsLetters(folded: string): string {
  return folded.replaceAll(/[ -/:-@[-`{-~]/g, (sign) => String.fromCharCode(0xa000 + sign.charCodeAt(0)));
}
