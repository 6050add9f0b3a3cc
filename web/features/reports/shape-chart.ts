import type { Chart } from '#shared/charts.ts';
import { type GroupKey, readGroupKeys } from '#shared/group-keys.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import type { Group } from '#web/api/records.ts';
import { t } from '#web/language/translate.ts';
import { type Slot, slotsOf, type TitleOf } from './group-slots.ts';

/** What a bar, point or slice stands for; null where an average has nothing to be of. */
export interface Cell {
  value: number | null;
  count: number;
}

/** The groups of a chart as rows of points and columns of series. */
export interface Shaped {
  by: GroupKey | null;
  split: GroupKey | null;
  points: Slot[];
  /** What bars are split into; one where they are not. */
  series: Slot[];
  /** By point, then by series. */
  cells: Cell[][];
}

/** Most points and series that a picture has room for; tables show all. */
const MOST_POINTS = { bar: 12, column: 40, line: 400, donut: 8, funnel: 20, number: 1, table: 1000 } as const;
const MOST_SERIES = 8;

const nothing: Cell = { value: 0, count: 0 };
const whole: Slot = { value: undefined, label: '', isRest: false };

/** The fields that a chart groups by. */
export function keysOf(chart: Chart, definition: ObjectDefinition): (GroupKey | null)[] {
  if (!chart.by) return [null, null];
  const keys = readGroupKeys('', definition.allFields, [chart.by, chart.split].filter(Boolean).join());
  return typeof keys === 'string' ? [null, null] : [keys[0] ?? null, keys[1] ?? null];
}

/** Puts the groups that the server answers into the order of a picture, the many small ones together. */
export function shapeChart(
  chart: Chart,
  definition: ObjectDefinition,
  groups: readonly Group[],
  titleOf: TitleOf,
  inTable = chart.kind === 'table',
): Shaped {
  const [by = null, split = null] = keysOf(chart, definition);
  const slots = (key: GroupKey | null) =>
    key ? slotsOf(key, definition.allFields[key.field], groups, titleOf) : [whole];
  const lookUp = cellsOf(chart, by, split, groups);
  const all = { points: slots(by), series: slots(split) };
  const isBySize = (key: GroupKey | null) => key && !key.unit && !definition.allFields[key.field]?.options;
  const sumOf = (cells: readonly Cell[]) => cells.reduce((sum, { value }) => sum + (value ?? 0), 0);
  const ofPoint = (point: Slot) => sumOf(all.series.map((one) => lookUp(point, one)));
  const ofSeries = (one: Slot) => sumOf(all.points.map((point) => lookUp(point, one)));
  const points = isBySize(by) ? largestFirst(all.points, ofPoint) : all.points;
  const series = isBySize(split) ? largestFirst(all.series, ofSeries) : all.series;
  const rows = points.map((point) => series.map((one) => lookUp(point, one)));
  const shaped = { by, split, points, series, cells: rows };
  if (inTable) return shaped;
  return cutSeries(cutPoints(shaped, chart, MOST_POINTS[chart.kind]), chart);
}

/** A lookup of what the server has answered. */
function cellsOf(chart: Chart, by: GroupKey | null, split: GroupKey | null, groups: readonly Group[]) {
  const measure = chart.measure === 'count' ? 'count' : `${chart.measure}_${chart.of}`;
  const idOf = (point: unknown, one: unknown) => JSON.stringify([point ?? null, one ?? null]);
  const found = new Map(
    groups.map((group): [string, Cell] => {
      const value = group[measure];
      const cell = { value: value === null || value === undefined ? null : Number(value), count: group.count };
      return [idOf(by && group[by.field], split && group[split.field]), cell];
    }),
  );
  const empty = chart.measure === 'average' ? { value: null, count: 0 } : nothing;
  return (point: Slot, one: Slot): Cell => found.get(idOf(point.value, one.value)) ?? empty;
}

/** Records without a value stay last. */
function largestFirst(slots: readonly Slot[], sizeOf: (slot: Slot) => number): Slot[] {
  return slots.toSorted((a, b) => Number(a.value === null) - Number(b.value === null) || sizeOf(b) - sizeOf(a));
}

function cutPoints(shaped: Shaped, chart: Chart, most: number): Shaped {
  const { points, cells } = shaped;
  if (points.length <= most) return shaped;
  // Of periods the last ones are of interest, and nothing is lost of the order.
  if (shaped.by?.unit) return { ...shaped, points: points.slice(-most), cells: cells.slice(-most) };
  const isKept = keeps(points, most);
  const kept = points.map((_, at) => at).filter((at) => isKept(at));
  const rest = cells.filter((_, at) => !isKept(at));
  const sums = shaped.series.map((_, at) => added(rest.map((row) => row[at] ?? nothing)));
  return {
    ...shaped,
    points: [...pick(points, kept), ...(isAdded(chart) ? [restSlot(points, isKept)] : [])],
    cells: [...pick(cells, kept), ...(isAdded(chart) ? [sums] : [])],
  };
}

function cutSeries(shaped: Shaped, chart: Chart): Shaped {
  const { series, cells } = shaped;
  if (series.length <= MOST_SERIES) return shaped;
  const isKept = keeps(series, MOST_SERIES);
  const kept = series.map((_, at) => at).filter((at) => isKept(at));
  const rest = (row: readonly Cell[]) => added(row.filter((_, at) => !isKept(at)));
  return {
    ...shaped,
    series: [...pick(series, kept), ...(isAdded(chart) ? [restSlot(series, isKept)] : [])],
    cells: cells.map((row) => [...pick(row, kept), ...(isAdded(chart) ? [rest(row)] : [])]),
  };
}

/** Keeps the first ones, and those without a value, which the rest cannot name. */
function keeps(slots: readonly Slot[], most: number): (at: number) => boolean {
  const hasEmpty = slots.some(({ value }) => value === null);
  return (at) => at < most - 1 - Number(hasEmpty) || slots[at]?.value === null;
}

/** Averages of averages are none. */
function isAdded({ measure }: Chart): boolean {
  return measure !== 'average';
}

function restSlot(slots: readonly Slot[], isKept: (at: number) => boolean): Slot {
  const values = slots.filter((_, at) => !isKept(at)).map(({ value }) => value);
  return { value: values, label: t('{n} others', { n: values.length }), isRest: true };
}

function added(cells: readonly Cell[]): Cell {
  const value = cells.reduce((sum, cell) => sum + (cell.value ?? 0), 0);
  // Amounts have cents at most: adding leaves dust behind them.
  return { value: Math.round(value * 100) / 100, count: cells.reduce((sum, cell) => sum + cell.count, 0) };
}

function pick<T>(list: readonly T[], places: readonly number[]): T[] {
  return places.map((at) => list[at] as T);
}
