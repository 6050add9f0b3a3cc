import type { Chart, ChartKind } from '#shared/charts.ts';
import { averagedFields, groupableFields, groupUnits, readGroupKeys } from '#shared/group-keys.ts';
import type { ObjectDefinition } from '#shared/object.ts';

/** Kinds whose bars or lines can be split by a second field. */
export const splitKinds: readonly ChartKind[] = ['bar', 'column', 'line', 'table'];

/** A chart to begin with: how many records there are by the first of their options, or by month. */
export function usualChart(definition: ObjectDefinition): Chart {
  return {
    title: '',
    object: definition.name,
    kind: 'bar',
    measure: 'count',
    by: firstOption(definition) ?? 'created_at:month',
    width: 1,
  };
}

/** A chart as the API takes it, after a choice that others do not go with. */
export function fitting(chart: Chart, definition: ObjectDefinition): Chart {
  const { by: _by, split: _split, of: _of, filter, ...rest } = chart;
  const by = fittingBy(chart, definition);
  const split = chart.split !== undefined && by !== undefined && isSplit(chart.kind, by, chart.split, definition);
  const of = measured(chart, definition);
  return {
    ...rest,
    ...(by !== undefined && { by }),
    ...(split && { split: chart.split }),
    ...(of === undefined ? { measure: 'count' } : { of }),
    ...(filter && Object.keys(filter).length > 0 && { filter }),
  };
}

/** Fields that can be added up. */
export function summedFields({ fields }: ObjectDefinition): string[] {
  return Object.keys(fields).filter((name) => fields[name]?.kind === 'money');
}

/** Fields to group by; records go down a funnel from option to option, other fields have no such order. */
export function groupFields(kind: ChartKind, { allFields }: ObjectDefinition): string[] {
  const known = groupableFields(allFields);
  return kind === 'funnel' ? known.filter((name) => allFields[name]?.kind === 'option') : known;
}

/** The field of a key, and its unit where it has one. */
export function partsOfKey(key: string | undefined): { field: string; unit: string | undefined } {
  const [field = '', unit] = (key ?? '').split(':');
  return { field, unit };
}

/** A key of a field: days are cut to months unless something else is said. */
export function keyOf(field: string, { allFields }: ObjectDefinition, unit = 'month'): string {
  const isDay = ['date', 'datetime'].includes(allFields[field]?.kind ?? '');
  return isDay && groupUnits.some((one) => one === unit) ? `${field}:${unit}` : field;
}

function fittingBy({ kind, by }: Chart, definition: ObjectDefinition): string | undefined {
  if (kind === 'number') return undefined;
  const isKnown = groupFields(kind, definition).includes(partsOfKey(by).field);
  return isKnown ? by : (firstOption(definition) ?? 'created_at:month');
}

function isSplit(kind: ChartKind, by: string, split: string, { allFields }: ObjectDefinition): boolean {
  return splitKinds.includes(kind) && typeof readGroupKeys('', allFields, `${by},${split}`) !== 'string';
}

function measured({ measure, of }: Chart, definition: ObjectDefinition): string | undefined {
  if (measure === 'count' || of === undefined) return undefined;
  const known = measure === 'sum' ? summedFields(definition) : averagedFields(definition.fields);
  return known.includes(of) ? of : undefined;
}

function firstOption({ allFields }: ObjectDefinition): string | undefined {
  return Object.keys(allFields).find((name) => allFields[name]?.kind === 'option' && !allFields[name]?.restricted);
}
