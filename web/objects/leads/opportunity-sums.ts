import type { Option } from '#shared/fields/field.ts';
import type { Opportunity } from '#shared/objects/opportunities.ts';

/** Amounts by how their stages count. In whole cents, so that no rounding adds up. */
export function sumByType(opportunities: readonly Opportunity[], stages: readonly Option[]) {
  const cents = { open: 0, won: 0, lost: 0 };
  for (const { stage, amount } of opportunities) {
    const type = stages.find((one) => one.value === stage)?.type ?? 'open';
    cents[type] += Math.round((amount ?? 0) * 100);
  }
  return { open: cents.open / 100, won: cents.won / 100, lost: cents.lost / 100 };
}
