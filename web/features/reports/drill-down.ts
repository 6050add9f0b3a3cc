import type { GroupKey } from '#shared/group-keys.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { type Node, partsOf, writeParts } from '#web/records/filter/list-filter-node.ts';
import { nextPeriod, type Slot } from './group-slots.ts';
import type { Shaped } from './shape-chart.ts';

/** The filter of exactly the records behind a point of a chart, and of a series where one is named; undefined for all records. */
export function recordsBehind(
  definition: ObjectDefinition,
  { by, split }: Pick<Shaped, 'by' | 'split'>,
  parts: readonly Node[],
  { point, series }: { point?: Slot; series?: Slot },
): string | undefined {
  return writeParts([
    ...parts.flatMap(partsOf),
    ...(by && point ? conditions(definition, by, point) : []),
    ...(split && series ? conditions(definition, split, series) : []),
  ]);
}

/** The filter of the records that have any of some values. */
export function recordsWith(parts: readonly Node[], field: string, values: readonly unknown[]): string | undefined {
  return writeParts([...parts.flatMap(partsOf), { field, op: 'in', value: values }]);
}

function conditions({ allFields }: ObjectDefinition, { field, unit }: GroupKey, { value, isRest }: Slot): Node[] {
  const isTags = allFields[field]?.kind === 'tags';
  if (isRest) return [{ field, op: isTags ? 'has_any' : 'in', value }];
  if (value === null) return [{ field, op: 'is_null' }];
  if (isTags) return [{ field, op: 'has_any', value: [value] }];
  if (!unit) return [{ field, op: '=', value }];
  return [{ field, op: 'between', value: [value, dayBefore(nextPeriod(String(value), unit))] }];
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
