import { expect, test } from 'vitest';
import type { Opportunity } from '#shared/objects/opportunities.ts';
import { objects } from '#shared/objects/registry.ts';
import { sumByType } from './opportunity-sums.ts';

test('amounts are summed by how their stage counts, to the cent', () => {
  const opportunities = [
    { stage: 'PROPOSAL', amount: 0.1 },
    { stage: 'QUALIFICATION', amount: 0.2 },
    { stage: 'CLOSED_WON', amount: 12.34 },
    { stage: 'CLOSED_LOST', amount: 5 },
    { stage: 'PROPOSAL', amount: null },
  ] as Opportunity[];
  const stages = objects.opportunities.fields.stage.options ?? [];
  expect(sumByType(opportunities, stages)).toEqual({ open: 0.3, won: 12.34, lost: 5 });
});
