/** Text as searches and filters compare it: without case, accents and differences of spacing. */
export function foldText(text: string): string {
  // Most text is plain ASCII, for which the half of it is enough.
  if (/^[ -~]*$/.test(text)) return text.toLowerCase().replaceAll(/ {2,}/g, ' ').trim();
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
