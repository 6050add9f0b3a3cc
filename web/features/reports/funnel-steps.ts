import type { Field } from '#shared/fields/field.ts';
import type { Cell, Shaped } from './shape-chart.ts';

/** A step of a funnel: the records that are there, or have been and are further by now. */
export interface Step {
  label: string;
  value: number;
  count: number;
  /** What of the first step has come this far, and what of the step before; 0 to 1. */
  ofFirst: number;
  ofBefore: number;
  /** The values whose records are counted. */
  values: unknown[];
}

/**
 * The steps of a funnel over an option field. Whoever is at an option has passed all before it; what was lost has begun,
 * but nothing says how far it came, so it counts in the first step alone.
 */
export function funnelSteps({ points, cells }: Shaped, field: Field | undefined): Step[] {
  const rows = points.flatMap(({ value, isRest }, at) => {
    const cell = cells[at]?.[0];
    return value === null || isRest || !cell ? [] : [{ value, cell }];
  });
  const cellOf = (value: unknown): Cell => rows.find((row) => row.value === value)?.cell ?? { value: 0, count: 0 };
  const way = field?.options?.filter(({ type }) => type !== 'lost') ?? [];
  const lost = field?.options?.filter(({ type }) => type === 'lost').map(({ value }) => value) ?? [];
  const sums = way.map((_, at) => {
    const values = [...way.slice(at).map(({ value }) => value), ...(at === 0 ? lost : [])];
    const part = values.map(cellOf);
    const add = (of: (cell: Cell) => number) => part.reduce((sum, cell) => sum + of(cell), 0);
    return { values, value: Math.round(add((cell) => cell.value ?? 0) * 100) / 100, count: add((cell) => cell.count) };
  });
  const share = (value: number, of: number | undefined) => (of ? value / of : 0);
  return sums.map((sum, at) => ({
    ...sum,
    label: way[at]?.label ?? '',
    ofFirst: share(sum.value, sums[0]?.value),
    ofBefore: at === 0 ? 1 : share(sum.value, sums[at - 1]?.value),
  }));
}
