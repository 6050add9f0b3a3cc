/** A day on the person's own clock, `YYYY-MM-DD`. */
export type Day = string;

export function dayOf(date: Date): Day {
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** The start of a day. */
export function startOf(day: Day): Date {
  return new Date(`${day}T00:00:00`);
}

export function addDays(day: Day, count: number): Day {
  const date = startOf(day);
  date.setDate(date.getDate() + count);
  return dayOf(date);
}

/** The whole weeks that a month, `YYYY-MM`, lies in. */
export function weeksOf(month: string, firstDayOfWeek: number): Day[][] {
  const first = `${month}-01`;
  const before = (startOf(first).getDay() - firstDayOfWeek + 7) % 7;
  const weeks: Day[][] = [];
  for (let start = addDays(first, -before); start.slice(0, 7) <= month; start = addDays(start, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, at) => addDays(start, at)));
  }
  return weeks;
}

export function addMonth(month: string, count: number): string {
  const date = startOf(`${month}-01`);
  date.setMonth(date.getMonth() + count);
  return dayOf(date).slice(0, 7);
}

/** The same time of day on another day, on the person's own clock. */
export function moveTo(moment: string, day: Day): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const moved = new Date(moment);
  moved.setFullYear(year, month - 1, date);
  return moved.toISOString();
}

/** 0 is Sunday: the day that weeks begin with where the language is spoken. */
export function firstDayOfWeek(language: string): number {
  const locale = new Intl.Locale(language) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  return ((locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1) % 7;
}
