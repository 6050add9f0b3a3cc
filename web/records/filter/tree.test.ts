import { expect, test } from 'vitest';
import { parseFilter } from '#shared/filter.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { objects } from '#shared/objects/registry.ts';
import { type Group, replaced, toNode, toTree } from './tree.ts';

const hot = { field: 'rating', op: '=', value: 'HOT' };
const empty = { field: 'email', op: 'is_null' };
const recent = { field: 'created_at', op: 'within', value: { last: '7d' } };

test.each([
  [hot],
  [{ and: [hot, empty] }],
  [{ or: [hot, { and: [empty, recent] }] }],
  [{ not: hot }],
  [{ not: { or: [hot, empty] } }],
  [{ and: [hot, { not: { and: [empty, recent] } }] }],
])('%j comes out of the builder as it went in', (node) => {
  const out = toNode(toTree(node));
  expect(out).toEqual(node);
  const definitions = (name: string) => Reflect.get(objects, name) as ObjectDefinition;
  const calendar = { now: new Date(), timeZone: 'UTC', firstDayOfWeek: 1 };
  expect(parseFilter(definitions, 'leads', out, calendar).ok).toBe(true);
});

test('what asks nothing is no filter', () => {
  expect(toNode(toTree(null))).toBeNull();
  expect(toNode(toTree({ and: [{ or: [] }] }))).toBeNull();
});

test('an item is replaced or taken out wherever it stands', () => {
  const tree = toTree({ and: [hot, { or: [empty, recent] }] });
  const inner = (tree.items[1] as Group).items[0];
  expect(toNode(replaced(tree, inner?.key ?? 0, null))).toEqual({ and: [hot, recent] });
});
