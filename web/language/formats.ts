import type { Preferences } from '#shared/api/preferences.ts';

/** How numbers, money and dates are written for the person: in their locale and time zone, in the browser's where they say nothing. */
export let formats = makeFormats({});

/** Writes numbers and dates as a person wants them from now on. */
export function setFormats(preferences: Preferences): void {
  formats = makeFormats(preferences);
}

function makeFormats(preferences: Partial<Preferences>) {
  const locale = preferences.locale ?? undefined;
  const timeZone = preferences.time_zone ?? undefined;
  const number = (options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
  const date = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone, ...options });
  return {
    locale,
    timeZone,
    /** 0 is Sunday; undefined: as it is where the language is spoken. */
    firstWeekday: preferences.first_weekday ?? undefined,
    count: number(),
    amount: number({ minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    rate: number({ maximumFractionDigits: 10 }),
    share: number({ style: 'percent', maximumFractionDigits: 0 }),
    money: byCurrency((currency) => number({ style: 'currency', currency })),
    roundMoney: byCurrency((currency) =>
      number({ style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' }),
    ),
    compactMoney: byCurrency((currency) =>
      number({ style: 'currency', currency, notation: 'compact', maximumFractionDigits: 1 }),
    ),
    compact: number({ notation: 'compact', maximumFractionDigits: 1 }),
    day: date({ dateStyle: 'medium', timeZone: 'UTC' }),
    moment: date({ dateStyle: 'medium', timeStyle: 'short' }),
    time: date({ timeStyle: 'short' }),
    fullDay: date({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    shortDay: date({ day: 'numeric', month: 'short' }),
    longDay: date({ day: 'numeric', month: 'short', year: 'numeric' }),
    year: date({ year: 'numeric' }),
    alternatives: new Intl.ListFormat(locale, { type: 'disjunction' }),
    relative: new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }),
  };
}

/** Formats are dear to make, so each currency's is made once. */
function byCurrency(make: (currency: string) => Intl.NumberFormat) {
  const made = new Map<string, Intl.NumberFormat>();
  return (currency: string): Intl.NumberFormat => {
    const known = made.get(currency) ?? make(currency);
    made.set(currency, known);
    return known;
  };
}
