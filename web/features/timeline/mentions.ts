/** Ids of the people that a text mentions, by their names. */
export type Mentions = Readonly<Record<string, number>>;

/** What stands before the caret when somebody is about to be mentioned: the letters behind the @; null otherwise. */
export function mentionAt(text: string, caret: number): string | null {
  const [, typed] =
    /(?:^|[\s(])@([\p{L}\p{M}\d.'-]{0,40}(?: [\p{L}\p{M}\d.'-]{1,40})?)$/u.exec(text.slice(0, caret)) ?? [];
  return typed ?? null;
}

/** The text with the name of somebody in place of the letters that were typed, and the place behind it. */
export function insertMention(text: string, caret: number, name: string): { text: string; caret: number } {
  const typed = mentionAt(text, caret) ?? '';
  const before = `${text.slice(0, caret - typed.length)}${name} `;
  return { text: before + text.slice(caret).replace(/^ /, ''), caret: before.length };
}

/** The text as it is kept: whoever is mentioned stands in it as a link, `[@Ada Lovelace](user:5)`. */
export function withMentions(text: string, mentions: Mentions): string {
  const names = Object.keys(mentions).sort((a, b) => b.length - a.length);
  if (names.length === 0) return text;
  const pattern = new RegExp(`(?<![\\[\\p{L}\\d])@(${names.map(escapeRegExp).join('|')})(?![\\p{L}\\d])`, 'gu');
  return text.replace(pattern, (_, name: string) => `[@${name.replace(/[\\[\]]/g, '')}](user:${mentions[name]})`);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
