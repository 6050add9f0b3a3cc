import { expect, test } from 'vitest';
import { formatRelative } from './format.ts';

const now = Date.parse('2026-11-24T12:00:00Z');

test.each([
  ['2026-11-24T11:59:50Z', 'now'],
  ['2026-11-24T11:30:00Z', '30 min. ago'],
  ['2026-11-24T14:00:00Z', 'in 2 hr.'],
  ['2026-11-27T12:00:00Z', 'in 3 days'],
  ['2026-11-23T12:00:00Z', 'yesterday'],
])('%s reads %s', (value, text) => {
  expect(formatRelative(value, now)).toBe(text);
});
