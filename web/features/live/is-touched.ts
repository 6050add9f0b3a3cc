import type { LiveChange } from './live-change.ts';

/** Objects that say what the product is for these people: the session is made of them. */
const definitions = new Set<string>(['users', 'roles', 'teams', 'fields', 'pipelines']);

/** Whether what was read under a key may be another by now. Keys begin with the object, or name what is read of all of them. */
export function isTouched(queryKey: readonly unknown[], changes: readonly LiveChange[]): boolean {
  const [object, what, id] = queryKey;
  if (object === 'change-sets') return true;
  if (object === 'session') return changes.some((change) => definitions.has(change.object));
  // Who has a record open is asked for by itself.
  if (what === 'presence') return false;
  // What belongs to a record, such as a note, changes the timelines of others.
  if (what === 'timeline') return true;
  const own = changes.filter((change) => change.object === object);
  return what === 'record' ? own.some((change) => change.record_id === id) : own.length > 0;
}
