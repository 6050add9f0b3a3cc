import type { GroupUnit } from '#shared/group-keys.ts';
import { formats } from '#web/language/formats.ts';
import { t } from '#web/language/translate.ts';

const parts: Readonly<Record<GroupUnit, Intl.DateTimeFormatOptions>> = {
  day: { day: 'numeric', month: 'short' },
  week: { day: 'numeric', month: 'short' },
  month: { month: 'short', year: 'numeric' },
  quarter: { year: 'numeric' },
  year: { year: 'numeric' },
};

/** A period by its first day: `Mar 2026`, `Q1 2026`; a week is called by that day. */
export function periodLabel(day: string, unit: GroupUnit): string {
  const date = new Date(`${day}T00:00:00Z`);
  const text = new Intl.DateTimeFormat(formats.locale, { ...parts[unit], timeZone: 'UTC' }).format(date);
  if (unit === 'quarter')
    return t('Q{quarter} {year}', { quarter: Math.floor(date.getUTCMonth() / 3) + 1, year: text });
  return text;
}
