/** What a link to the calendar carries. */
export interface CalendarSearch {
  view?: 'month' | 'week' | 'day' | 'agenda';
  /** The day that is looked at. */
  on?: string | undefined;
  /** The same for a month. */
  month?: string | undefined;
  who?: 'all' | undefined;
}

const views = ['month', 'week', 'day', 'agenda'] as const;

export function readCalendarSearch(search: Readonly<Record<string, string>>): CalendarSearch {
  const view = views.find((one) => one === search.view);
  const { on, month } = search;
  return {
    ...(view && { view }),
    ...(on && isDay(on) && { on }),
    ...(month && isDay(`${month}-01`) && { month }),
    ...(search.who === 'all' && { who: 'all' as const }),
  };
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
