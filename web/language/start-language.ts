import { languageFor, switchLanguage } from './current.ts';

const KEY = 'arvelo-language';

/** Puts the page into the language that was last chosen in this browser, else into the browser's own. */
export function startLanguage(): Promise<void> {
  return switchLanguage(languageFor([remembered(), ...navigator.languages]));
}

/** Changes the language and remembers it in this browser, for the page that signs in. */
export function chooseLanguage(language: string): Promise<void> {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Storage can be forbidden; the browser's language is used next time then.
  }
  return switchLanguage(language);
}

function remembered(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}
