import type { QueryClient } from '@tanstack/react-query';
import type { ObjectName } from '#shared/objects/registry.ts';
import type { AnyRecord } from '#web/api/records.ts';

const KEY = 'arvelo.trail';

interface Trail {
  object: ObjectName;
  ids: readonly number[];
}

/** The ids of the list that somebody came from to a record, in its order: what was read last of all lists that hold the record. */
export function trailTo(queries: QueryClient, object: ObjectName, id: number): readonly number[] {
  const kept = readTrail();
  // Going on along a trail stays on it, whatever other lists were read on the way.
  if (kept?.object === object && kept.ids.includes(id)) return kept.ids;
  const lists = queries
    .getQueryCache()
    .findAll({ queryKey: [object] })
    .toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
    .map(({ state }) => idsIn(state.data));
  const ids = lists.find((one) => one.length > 1 && one.includes(id)) ?? [];
  keepTrail({ object, ids });
  return ids;
}

/** A list is on screen: the next record that is opened comes from it. */
export function leaveTrail(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Storage can be forbidden; there was no trail then.
  }
}

function keepTrail(trail: Trail): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(trail));
  } catch {
    // Without storage the trail ends with a reload.
  }
}

function readTrail(): Trail | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
  } catch {
    return null;
  }
}

/** Ids of the records in an answer: a page of a list, or pages of one that grows. */
function idsIn(data: unknown): number[] {
  const { data: page, pages } = (data ?? {}) as { data?: unknown; pages?: unknown };
  if (Array.isArray(pages)) return pages.flatMap(idsIn);
  return Array.isArray(page) ? page.map((record: AnyRecord) => record.id).filter(Number.isSafeInteger) : [];
}
