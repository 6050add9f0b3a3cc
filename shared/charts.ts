import type { FieldErrors } from './fields/input.ts';
import type { Definitions } from './filter/field-path.ts';
import { parseFilter } from './filter.ts';
import { averagedFields, readGroupKeys } from './group-keys.ts';
import type { ObjectDefinition } from './object.ts';
import type { Calendar } from './relative-dates.ts';
import { isFilter } from './views.ts';

export const chartKinds = ['number', 'bar', 'column', 'line', 'donut', 'funnel', 'table'] as const;
export type ChartKind = (typeof chartKinds)[number];
export const chartMeasures = ['count', 'sum', 'average'] as const;
export type ChartMeasure = (typeof chartMeasures)[number];
/** How much of the page's width a chart takes, in thirds. */
export const chartWidths = [1, 2, 3] as const;

/** A picture of an object's records: what is counted, by what, of which records. */
export interface Chart {
  title: string;
  object: string;
  kind: ChartKind;
  /** What a bar, point or slice is, as groups take it: `stage`, `close_date:month`; a number has none. */
  by?: string;
  /** What bars are split into, as groups take it. */
  split?: string;
  measure: ChartMeasure;
  /** The field that is added up or averaged. */
  of?: string;
  /** In the grammar of list filters. */
  filter?: Readonly<Record<string, unknown>>;
  width: (typeof chartWidths)[number];
}

const MOST_CHARTS = 24;
const KEYS = new Set(['title', 'object', 'kind', 'by', 'split', 'measure', 'of', 'filter', 'width']);
/** A record goes down a funnel from option to option; other fields have no such order. */
const needsBy = (kind: unknown) => kind !== 'number';

type Values = Readonly<Record<string, unknown>>;
export interface ChartReading {
  definitions: (name: string) => ObjectDefinition | undefined;
  calendar: Calendar;
}

/** What is wrong with the charts of a dashboard, by place and part: `charts.0.by`. */
export function checkCharts(reading: ChartReading, charts: readonly unknown[]): FieldErrors {
  if (charts.length > MOST_CHARTS) return { charts: `Charts takes at most ${MOST_CHARTS} charts` };
  const errors: FieldErrors = {};
  for (const [at, chart] of charts.entries()) {
    for (const [part, error] of Object.entries(chartErrors(reading, chart))) {
      errors[part === '' ? `charts.${at}` : `charts.${at}.${part}`] = error;
    }
  }
  return errors;
}

/** What is wrong with one chart, by its part. */
export function chartErrors(reading: ChartReading, chart: unknown): FieldErrors {
  if (typeof chart !== 'object' || chart === null || Array.isArray(chart)) {
    return { '': 'A chart must be an object such as {"title": "Pipeline", "object": "opportunities", …}' };
  }
  const given = chart as Values;
  const strange = Object.keys(given).find((key) => !KEYS.has(key));
  if (strange !== undefined)
    return { '': `A chart has ${[...KEYS].join(', ')}, not ${JSON.stringify(strange.slice(0, 60))}` };
  const object = typeof given.object === 'string' ? reading.definitions(given.object) : undefined;
  const errors: FieldErrors = {
    ...oneOf('kind', given.kind, chartKinds),
    ...oneOf('measure', given.measure, chartMeasures),
    ...oneOf('width', given.width, chartWidths),
  };
  const { title } = given;
  if (typeof title !== 'string' || title.trim() === '' || title.length > 80) {
    errors.title = 'Title must be a text of 1 to 80 characters';
  }
  if (!object) return { ...errors, object: `There is no object ${JSON.stringify(String(given.object).slice(0, 60))}` };
  return {
    ...errors,
    ...groupErrors(object, given),
    ...measureErrors(object, given),
    ...filterErrors(reading, object, given),
  };
}

function oneOf(part: string, value: unknown, known: readonly unknown[]): FieldErrors {
  const label = part.charAt(0).toUpperCase() + part.slice(1);
  return known.includes(value) ? {} : { [part]: `${label} must be one of ${known.join(', ')}` };
}

function groupErrors(object: ObjectDefinition, { kind, by, split }: Values): FieldErrors {
  if (!needsBy(kind)) return by === undefined && split === undefined ? {} : { by: 'A number is not by anything' };
  const errors: FieldErrors = {};
  const read = readGroupKeys('By', object.allFields, String(by ?? ''));
  if (typeof read === 'string') errors.by = read;
  else if (read.length > 1) errors.by = 'By takes one field; the second one goes into split';
  if (split === undefined) return errors;
  const both = readGroupKeys('Split', object.allFields, `${by},${split}`);
  if (typeof both === 'string' && !errors.by) errors.split = both;
  if (kind !== 'bar' && kind !== 'column' && kind !== 'line' && kind !== 'table')
    errors.split = `A ${kind} is not split`;
  return errors;
}

function measureErrors(object: ObjectDefinition, { measure, of }: Values): FieldErrors {
  if (measure === 'count') return of === undefined ? {} : { of: 'A count is of nothing but records' };
  const money = Object.keys(object.fields).filter((name) => object.fields[name]?.kind === 'money');
  const known = measure === 'sum' ? money : averagedFields(object.fields);
  return known.includes(String(of)) ? {} : { of: `Of must be one of ${known.join(', ') || 'nothing here'}` };
}

function filterErrors(
  { definitions, calendar }: ChartReading,
  object: ObjectDefinition,
  { filter }: Values,
): FieldErrors {
  if (filter === undefined || !isFilter(filter)) return {};
  const parsed = parseFilter(definitions as Definitions, object.name, filter, calendar);
  return parsed.ok ? {} : parsed.errors;
}
