import type { Chart } from '#shared/charts.ts';
import { readGroupKeys } from '#shared/group-keys.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { inSentence, msg, t } from '#web/language/translate.ts';
import { formatCompact, formatCount, formatRate, formatSum } from '#web/ui/format.ts';

/** How the figures of a chart are written. */
export interface Figures {
  /** In full. */
  write: (value: number) => string;
  /** For axes. */
  short: (value: number) => string;
}

export function figuresOf({ measure, of }: Chart, { fields }: ObjectDefinition): Figures {
  const field = measure === 'count' ? undefined : fields[of ?? ''];
  if (field?.kind === 'money') {
    return {
      write: (value) => formatSum(value, field.currency),
      short: (value) => formatCompact(value, field.currency),
    };
  }
  const write = measure === 'count' ? formatCount : formatRate;
  return { write, short: (value) => (Math.abs(value) < 10_000 ? write(value) : formatCompact(value)) };
}

/** What a chart measures, in words: `Number of leads`, `Sum of amount`. */
export function measureLabel(
  { measure, of }: Pick<Chart, 'measure' | 'of'>,
  { label, fields }: ObjectDefinition,
): string {
  const field = inSentence(fields[of ?? '']?.label ?? '');
  if (measure === 'sum') return t('Sum of {field}', { field });
  if (measure === 'average') return t('Average of {field}', { field });
  return t('Number of {many}', { many: inSentence(label[1]) });
}

/** The units of a grouping by time. */
export const unitLabels = {
  day: msg('by day'),
  week: msg('by week'),
  month: msg('by month'),
  quarter: msg('by quarter'),
  year: msg('by year'),
} as const;

/** What a chart groups by, in words: `Stage`, `Close date by month`. */
export function keyLabel(key: string | undefined, { allFields }: ObjectDefinition): string {
  const read = key === undefined ? '' : readGroupKeys('', allFields, key);
  const [first] = typeof read === 'string' ? [] : read;
  if (!first) return '';
  const label = allFields[first.field]?.label ?? first.field;
  return first.unit ? `${label} ${t(unitLabels[first.unit])}` : label;
}

/** What a chart shows, in a line: `Sum of amount · Stage`. */
export function describeChart(chart: Chart, definition: ObjectDefinition): string {
  const keys = [keyLabel(chart.by, definition), keyLabel(chart.split, definition)];
  return [measureLabel(chart, definition), ...keys].filter(Boolean).join(' · ');
}
