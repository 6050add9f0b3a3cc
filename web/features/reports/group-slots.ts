import type { Field } from '#shared/fields/field.ts';
import type { GroupKey, GroupUnit } from '#shared/group-keys.ts';
import type { Group } from '#web/api/records.ts';
import { inSentence, t } from '#web/language/translate.ts';
import { periodLabel } from './period-label.ts';

/** One value that records are grouped by, as a chart shows it. */
export interface Slot {
  /** As groups answer it; of the rest a list of values. */
  value: unknown;
  label: string;
  /** Stands for all values that are not shown by themselves. */
  isRest: boolean;
}

/** The title of a related record, as far as it is known. */
export type TitleOf = (target: string, id: number) => string;

/** More periods than this are not filled up: the gaps between them would hide what there is. */
const MOST_PERIODS = 400;

/** The values of a key in the order in which a chart shows them; periods that nothing falls into are there too. */
export function slotsOf(key: GroupKey, field: Field | undefined, groups: readonly Group[], titleOf: TitleOf): Slot[] {
  const found = [...new Set(groups.map((group) => group[key.field] ?? null))];
  const values = found.filter((value) => value !== null);
  const slots = inOrder(key, field, values).map((value) => ({
    value,
    label: labelOf(key, field, value, titleOf),
    isRest: false,
  }));
  return found.length > values.length ? [...slots, { value: null, label: emptyLabel(field), isRest: false }] : slots;
}

function inOrder(key: GroupKey, field: Field | undefined, values: readonly unknown[]): unknown[] {
  if (key.unit) return periodsBetween(key.unit, values.map(String).toSorted());
  const known = field?.options?.map(({ value }) => value).filter((value) => values.includes(value)) ?? [];
  return [...known, ...values.filter((value) => !known.includes(value as string))];
}

/** All periods from the first to the last one. */
function periodsBetween(unit: GroupUnit, days: readonly string[]): string[] {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const all: string[] = [];
  for (let day = first; day <= last; day = nextPeriod(day, unit)) {
    all.push(day);
    if (all.length > MOST_PERIODS) return [...days];
  }
  return all;
}

const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/** The first day of the period after the one that begins on a day. */
export function nextPeriod(day: string, unit: GroupUnit): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (unit === 'day' || unit === 'week') date.setUTCDate(date.getUTCDate() + (unit === 'day' ? 1 : 7));
  else date.setUTCMonth(date.getUTCMonth() + MONTHS[unit]);
  return date.toISOString().slice(0, 10);
}

function labelOf(key: GroupKey, field: Field | undefined, value: unknown, titleOf: TitleOf): string {
  if (key.unit) return periodLabel(String(value), key.unit);
  if (field?.kind === 'relation') return titleOf(field.target ?? '', Number(value));
  if (field?.kind === 'boolean') return value === true ? t('Yes') : t('No');
  return field?.options?.find((option) => option.value === value)?.label ?? String(value);
}

function emptyLabel(field: Field | undefined): string {
  return t('No {field}', { field: inSentence(field?.label ?? '') });
}
