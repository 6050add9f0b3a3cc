/**
 * One language's texts by the English ones. A text with a number holds one for each case of `Intl.PluralRules`. Keys that begin
 * with `~` say something about the language.
 */
export type Catalogue = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/** The language of everything on screen; English stands in the code and needs no catalogue. */
export let current = describe('en', {});

/** Languages that there are, each in a file of its name beside this one. */
const files = import.meta.glob<string>('./*.json', { query: '?url', import: 'default', eager: true });
export const languages: readonly string[] = ['en', ...Object.keys(files).map((file) => file.slice(2, -5))];

const listeners = new Set<() => void>();

/** Loads a language's texts and shows everything in it. Without its file, which a new release replaces, texts stay as they are. */
export async function switchLanguage(language: string): Promise<void> {
  const file = files[`./${language}.json`];
  const answer = file ? await fetch(file).catch(() => null) : null;
  if (file && !answer?.ok) return;
  current = describe(language, (await answer?.json()) ?? {});
  document.documentElement.lang = language;
  for (const listener of listeners) listener();
}

/** The first of some locales that there is a language for, such as `de` for `de-AT`. */
export function languageFor(locales: readonly string[]): string {
  const wanted = locales.map((locale) => locale.toLowerCase().split('-')[0] ?? '');
  return wanted.find((language) => languages.includes(language)) ?? 'en';
}

export function onLanguageChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function describe(language: string, messages: Catalogue) {
  return { language, messages, plurals: new Intl.PluralRules(language), numbers: new Intl.NumberFormat(language) };
}
