import type { CompiledObject } from './definition.ts';

/** Text as searches compare it: without case, accents and differences of spacing. */
export function foldText(text: string): string {
  return (
    text
      .normalize('NFKD')
      .replaceAll(/\p{M}+/gu, '')
      .toLowerCase()
      // The small sigma at the end of a word is another letter than within one; a part of a word does not know where it stands.
      .replaceAll('ς', 'σ')
      .replaceAll(/\s+/g, ' ')
      .trim()
  );
}

/** What a record is found by: its search fields, a line each, so that no match runs from one into the next. */
export function searchTextOf(object: CompiledObject, values: Readonly<Record<string, unknown>>): string {
  return object.searchFields
    .map((field) => values[field])
    .filter((value) => typeof value === 'string')
    .map(foldText)
    .join('\n');
}

/** The LIKE pattern for a substring. */
export function likePattern(folded: string): string {
  return `%${folded.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
