import { expect, test } from 'vitest';
import { parseFilter } from '#shared/filter.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { objects } from '#shared/objects/registry.ts';
import { answersOf, dealsWithoutStep, dueTasks, monthsAt, newLeads, quietDeals, talksOf, wonSince } from './my-day.ts';

const leads = objects.leads as unknown as ObjectDefinition;
const { stage } = (objects.opportunities as unknown as ObjectDefinition).fields;
const now = Date.parse('2026-03-15T10:00:00Z');

test('every question of the day is one that lists take', () => {
  const definitions = (name: string) => Reflect.get(objects, name) as ObjectDefinition;
  const calendar = { now: new Date(now), timeZone: 'UTC', firstDayOfWeek: 1 };
  const ask = (object: string, node: object) => parseFilter(definitions, object, node, calendar).ok;
  const special = { ...stage, options: stage?.options?.map((one) => ({ ...one, stale_days: 3 })) } as typeof stage;
  expect([
    ask('tasks', dueTasks(7, '2026-03-15')),
    ask('leads', newLeads(7, leads, [1, 2])),
    ask('activities', answersOf(7, leads)),
    ask('activities', talksOf(7, now)),
    ask('opportunities', dealsWithoutStep(7)),
    ask('opportunities', quietDeals(7, stage, now, [])),
    ask('opportunities', quietDeals(7, special, now, [4])),
    ask('opportunities', wonSince(7, stage, '2026-02-01')),
  ]).toEqual(Array(8).fill(true));
});

test('a stage with days of its own is asked by them', () => {
  const special = { ...stage, options: [{ value: 'HOT', label: 'Hot', type: 'open', stale_days: 3 }] } as typeof stage;
  expect(JSON.stringify(quietDeals(7, special, now, []))).toContain(
    '{"and":[{"field":"stage","op":"=","value":"HOT"},{"field":"updated_at","op":"<","value":"2026-03-12"}]}',
  );
});

test('the month before January is December', () => {
  expect(monthsAt('2026-01-09')).toEqual({ current: '2026-01-01', previous: '2025-12-01' });
});
