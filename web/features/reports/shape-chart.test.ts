import { expect, test } from 'vitest';
import type { Chart } from '#shared/charts.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { objects } from '#shared/objects/registry.ts';
import { figuresAsCsv } from './download-figures.ts';
import { recordsBehind, recordsWith } from './drill-down.ts';
import { funnelSteps } from './funnel-steps.ts';
import { partsOfChart } from './narrow-chart.ts';
import { shapeChart } from './shape-chart.ts';

const deals = objects.opportunities as unknown as ObjectDefinition;
const leads = objects.leads as unknown as ObjectDefinition;
const named = (target: string, id: number) => `${target} ${id}`;
const chart = (more: Partial<Chart>): Chart => ({
  title: 'A chart',
  object: 'opportunities',
  kind: 'column',
  measure: 'count',
  width: 1,
  ...more,
});
const parse = (text: string | undefined) => JSON.parse(text ?? 'null');

test('options stand in their order, records without one last', () => {
  const shaped = shapeChart(
    chart({ by: 'stage' }),
    deals,
    [
      { stage: null, count: 1 },
      { stage: 'CLOSED_WON', count: 2 },
      { stage: 'PROPOSAL', count: 3 },
    ],
    named,
  );
  expect(shaped.points.map(({ label }) => label)).toEqual(['Proposal', 'Closed won', 'No stage']);
  expect(shaped.cells.map(([cell]) => cell?.value)).toEqual([3, 2, 1]);
});

test('months that nothing falls into are there, with nothing; averages have none there', () => {
  const groups = [
    { closed_at: '2026-03-01', count: 1, average_days_to_close: 4 },
    { closed_at: '2025-12-01', count: 1, average_days_to_close: 9.5 },
  ];
  const by = { by: 'closed_at:month' };
  const counted = shapeChart(chart(by), deals, groups, named);
  expect(counted.points.map(({ value }) => value)).toEqual(['2025-12-01', '2026-01-01', '2026-02-01', '2026-03-01']);
  expect(counted.cells.map(([cell]) => cell?.value)).toEqual([1, 0, 0, 1]);
  const average = shapeChart(chart({ ...by, measure: 'average', of: 'days_to_close' }), deals, groups, named);
  expect(average.cells.map(([cell]) => cell?.value)).toEqual([9.5, null, null, 4]);
});

test('people stand by their sums, the many small ones together, and the rest leads to exactly those', () => {
  const groups = Array.from({ length: 30 }, (_, at) => ({ owner_id: at + 1, count: 1, sum_amount: at + 0.1 }));
  const given = chart({ kind: 'bar', by: 'owner_id', measure: 'sum', of: 'amount' });
  const shaped = shapeChart(given, deals, [...groups, { owner_id: null, count: 2, sum_amount: 500 }], named);
  expect(shaped.points.slice(0, 2).map(({ label }) => label)).toEqual(['users 30', 'users 29']);
  expect(shaped.points.slice(-2).map(({ label }) => label)).toEqual(['No owner', '20 others']);
  expect(shaped.cells.at(-1)).toEqual([{ value: 192, count: 20 }]);
  const rest = parse(recordsBehind(deals, shaped, [], { point: shaped.points.at(-1) }));
  expect([rest.op, rest.value.length, rest.value.includes(30), rest.value.includes(1)]).toEqual([
    'in',
    20,
    false,
    true,
  ]);
  const table = shapeChart(given, deals, groups, named, true);
  expect(table.points.length).toBe(30);
});

test('what is behind a bar is its period and its part, within what the chart and its page say', () => {
  const given = chart({
    by: 'closed_at:month',
    split: 'owner_id',
    filter: { and: [{ field: 'stage', op: 'in', value: ['CLOSED_WON'] }] },
  });
  const shaped = shapeChart(given, deals, [{ closed_at: '2026-02-01', owner_id: 7, count: 2 }], named);
  const parts = partsOfChart(given, deals, { period: '{"this":"year"}', owner: '7' });
  const filter = recordsBehind(deals, shaped, parts, { point: shaped.points[0], series: shaped.series[0] });
  expect(parse(filter)).toEqual({
    and: [
      { field: 'stage', op: 'in', value: ['CLOSED_WON'] },
      { field: 'closed_at', op: 'within', value: { this: 'year' } },
      { field: 'owner_id', op: '=', value: 7 },
      { field: 'closed_at', op: 'between', value: ['2026-02-01', '2026-02-28'] },
      { field: 'owner_id', op: '=', value: 7 },
    ],
  });
});

test('a funnel counts whoever came this far; the lost have begun, no more', () => {
  const count = chart({ object: 'leads', kind: 'funnel', by: 'status' });
  const groups = [
    { status: 'NEW', count: 50 },
    { status: 'WORKING', count: 20 },
    { status: 'UNQUALIFIED', count: 10 },
    { status: 'CONVERTED', count: 20 },
  ];
  const steps = funnelSteps(shapeChart(count, leads, groups, named), leads.fields.status);
  expect(steps.map(({ label, value }) => [label, value])).toEqual([
    ['New', 100],
    ['Working', 40],
    ['Qualified', 20],
    ['Converted', 20],
  ]);
  expect(steps.map(({ ofFirst, ofBefore }) => [ofFirst, ofBefore])).toEqual([
    [1, 1],
    [0.4, 0.4],
    [0.2, 0.5],
    [0.2, 1],
  ]);
  expect(parse(recordsWith([], 'status', steps[1]?.values ?? []))).toEqual({
    field: 'status',
    op: 'in',
    value: ['WORKING', 'QUALIFIED', 'CONVERTED'],
  });
});

test('figures as CSV have a line for each point, and no text that a spreadsheet would run', () => {
  const given = chart({ by: 'tags' });
  const shaped = shapeChart(given, deals, [{ tags: '=vip', count: 3 }], named, true);
  expect(figuresAsCsv(given, deals, shaped)).toBe(`"Tags","Number of opportunities"\r\n"'=vip","3"\r\n`);
});
