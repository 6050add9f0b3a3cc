import { expect, it } from 'vitest';
import { isTouched } from './is-touched.ts';
import type { LiveChange } from './live-change.ts';

const change = (object: LiveChange['object'], record_id = 1): LiveChange => ({
  object,
  record_id,
  action: 'update',
  change_set_id: 1,
  user_id: 1,
});

it('touches lists and counts of the object, the record itself, and no other', () => {
  const changes = [change('leads', 5)];
  expect(isTouched(['leads', 'list', {}], changes)).toBe(true);
  expect(isTouched(['leads', 'groups', {}], changes)).toBe(true);
  expect(isTouched(['leads', 'record', 5], changes)).toBe(true);
  expect(isTouched(['leads', 'record', 6], changes)).toBe(false);
  expect(isTouched(['contacts', 'list', {}], changes)).toBe(false);
});

it('touches timelines and the history with whatever changes, and the session with what defines it', () => {
  expect(isTouched(['leads', 'timeline', 5, ''], [change('activities')])).toBe(true);
  expect(isTouched(['change-sets', 'feed', null], [change('activities')])).toBe(true);
  expect(isTouched(['session'], [change('activities')])).toBe(false);
  expect(isTouched(['session'], [change('roles')])).toBe(true);
});
