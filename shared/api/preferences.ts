import type { FieldErrors } from '#shared/fields/input.ts';
import { integer } from '#shared/fields/integer.ts';
import { option } from '#shared/fields/option.ts';
import { text } from '#shared/fields/text.ts';
import { isTimeZone } from '#shared/filter/zoned-time.ts';

/** How a person wants to see the product, each their own; what is null is as the browser says. */
export const preferenceFields = {
  language: text({ max: 35, label: 'Language' }),
  locale: text({ max: 35, label: 'Numbers and dates' }),
  time_zone: text({ max: 64, label: 'Time zone' }),
  first_weekday: integer({ min: 0, max: 6, label: 'First day of the week' }),
  theme: option({
    options: [
      { value: 'light', label: 'Light' },
      { value: 'dark', label: 'Dark' },
      { value: 'contrast', label: 'High contrast' },
    ],
    fixed: true,
    label: 'Theme',
  }),
  guide: option({
    options: [
      { value: 'open', label: 'Open' },
      { value: 'closed', label: 'Closed' },
    ],
    fixed: true,
    label: 'First steps',
  }),
};

export interface Preferences {
  /** A language tag, such as `de`. */
  language: string | null;
  /** How numbers and dates are written, such as `de-AT`. */
  locale: string | null;
  time_zone: string | null;
  /** 0 is Sunday. */
  first_weekday: number | null;
  theme: 'light' | 'dark' | 'contrast' | null;
  /** The first steps after an organization was made; null: not begun. */
  guide: 'open' | 'closed' | null;
}

/** Everything as the browser says. */
export const noPreferences: Preferences = {
  language: null,
  locale: null,
  time_zone: null,
  first_weekday: null,
  theme: null,
  guide: null,
};

/** What is wrong with preferences beyond their kinds. */
export function checkPreferences({ language, locale, time_zone }: Readonly<Record<string, unknown>>): FieldErrors {
  const errors: FieldErrors = {};
  if (language && !isLocale(language)) errors.language = 'Language must be a language tag such as de';
  if (locale && !isLocale(locale)) errors.locale = 'Numbers and dates must be a language tag such as de-AT';
  if (time_zone && !isTimeZone(String(time_zone))) errors.time_zone = 'Time zone must be one such as Europe/Berlin';
  return errors;
}

function isLocale(value: unknown): boolean {
  try {
    return Intl.getCanonicalLocales(String(value)).length === 1;
  } catch {
    return false;
  }
}
