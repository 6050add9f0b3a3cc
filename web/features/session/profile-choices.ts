import { preferenceFields } from '#shared/api/preferences.ts';
import { current } from '#web/language/current.ts';
import { t } from '#web/language/translate.ts';

interface Choice {
  value: string;
  label: string;
}

/** Ways to write numbers and dates that people choose among; that of the person comes along whatever it is. */
const locales =
  'de-AT de-CH de-DE en-AU en-CA en-GB en-IE en-IN en-US en-ZA es-ES fr-CH fr-FR it-IT nl-NL pl-PL pt-BR sv-SE'.split(
    ' ',
  );

/** Each language by its own name. */
export function languageChoices(languages: readonly string[]): Choice[] {
  return languages.map((value) => ({
    value,
    label: new Intl.DisplayNames(value, { type: 'language' }).of(value) ?? value,
  }));
}

/** Each locale with an example of what it looks like. */
export function formatChoices(own: string | null): Choice[] {
  const names = new Intl.DisplayNames(current.language, { type: 'language' });
  const example = new Date(Date.UTC(2026, 11, 31, 12));
  return [...new Set([...locales, ...(own ? [own] : [])])].map((value) => {
    const day = new Intl.DateTimeFormat(value, { dateStyle: 'short', timeZone: 'UTC' }).format(example);
    const amount = new Intl.NumberFormat(value, { minimumFractionDigits: 2 }).format(1234.5);
    return { value, label: `${names.of(value) ?? value}: ${day}, ${amount}` };
  });
}

export function timeZoneChoices(own: string | null): Choice[] {
  const zones = new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), ...(own ? [own] : [])]);
  return [...zones].map((value) => ({ value, label: value.replaceAll('_', ' ') }));
}

/** Monday first; 4 January 1970 was a Sunday. */
export function weekdayChoices(): Choice[] {
  const name = new Intl.DateTimeFormat(current.language, { weekday: 'long', timeZone: 'UTC' });
  return [1, 2, 3, 4, 5, 6, 0].map((day) => ({ value: String(day), label: name.format(Date.UTC(1970, 0, 4 + day)) }));
}

export function themeChoices(): Choice[] {
  return (preferenceFields.theme.options ?? []).map(({ value, label }) => ({ value, label: t(label) }));
}
