import type { Option } from '#shared/fields/field.ts';

/** Opportunities of a stage, as the API groups them. */
export interface StageGroup {
  stage?: unknown;
  count: number;
  sum_amount?: unknown;
}

/** Amounts by how their stages count. In whole cents, so that no rounding adds up. */
export function sumByType(groups: readonly StageGroup[], stages: readonly Option[]) {
  const cents = { open: 0, won: 0, lost: 0 };
  for (const { stage, sum_amount } of groups) {
    const type = stages.find((one) => one.value === stage)?.type ?? 'open';
    cents[type] += Math.round(Number(sum_amount ?? 0) * 100);
  }
  return { open: cents.open / 100, won: cents.won / 100, lost: cents.lost / 100 };
}
