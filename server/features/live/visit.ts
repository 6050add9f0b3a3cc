import type { Doing } from '#shared/api/presence.ts';
import type { Place } from './presence.ts';

/** What a tab of somebody says that it does with a record. */
export interface Visit extends Place {
  userId: number;
  /** A name that the tab has given itself. */
  tab: string;
  /** Counts up with what the tab says, so that the latest counts. */
  turn: number;
  doing: Doing | 'left';
  /** The field that is edited, where it is one. */
  field: string | null;
}

/** A visit as one process passes it on to the others, and for how many milliseconds it still counts. */
export function writeVisit(visit: Visit, left: number): string {
  const { tenantId, object, recordId, userId, tab, turn, doing, field } = visit;
  return JSON.stringify([tenantId, object, recordId, userId, tab, turn, doing, field, Math.round(left)]);
}

/** null for what another version of the product says in another way. */
export function readVisit(line: string): { visit: Visit; left: number } | null {
  try {
    const [tenantId, object, recordId, userId, tab, turn, doing, field, left] = JSON.parse(line);
    if (typeof left !== 'number') return null;
    return { visit: { tenantId, object, recordId, userId, tab, turn, doing, field }, left };
  } catch {
    return null;
  }
}
