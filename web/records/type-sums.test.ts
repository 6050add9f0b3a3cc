import { expect, test } from 'vitest';
import { objects } from '#shared/objects/registry.ts';
import { sumByType } from './type-sums.ts';

test('sums of stages add up by how their stage counts, to the cent', () => {
  const groups = [
    { stage: 'PROPOSAL', count: 2, sum_amount: 0.1 },
    { stage: 'QUALIFICATION', count: 1, sum_amount: 0.2 },
    { stage: 'CLOSED_WON', count: 3, sum_amount: 12.34 },
    { stage: 'CLOSED_LOST', count: 1, sum_amount: 5 },
    { stage: null, count: 1, sum_amount: null },
  ];
  const options = objects.opportunities.fields.stage.options ?? [];
  expect(sumByType(groups, { by: 'stage', sum: 'amount', options })).toEqual({ open: 0.3, won: 12.34, lost: 5 });
});
