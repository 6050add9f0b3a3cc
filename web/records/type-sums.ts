import type { Option } from '#shared/fields/field.ts';
import type { Group } from '#web/api/records.ts';

/** Sums of the field `sum` by how the options of the field `by` count. In whole cents, so that no rounding adds up. */
export function sumByType(
  groups: readonly Group[],
  { by, sum, options }: { by: string; sum: string; options: readonly Option[] },
) {
  const cents = { open: 0, won: 0, lost: 0 };
  for (const group of groups) {
    const type = options.find((one) => one.value === group[by])?.type ?? 'open';
    cents[type] += Math.round(Number(group[`sum_${sum}`] ?? 0) * 100);
  }
  return { open: cents.open / 100, won: cents.won / 100, lost: cents.lost / 100 };
}
