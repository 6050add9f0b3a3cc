import { useQueries } from '@tanstack/react-query';
import { type ObjectName, objects } from '#shared/objects/registry.ts';
import type { Change } from '#web/api/history.ts';
import { listQuery } from '#web/api/queries.ts';
import type { AnyRecord } from '#web/api/records.ts';

/** How many titles one call asks for. */
const MOST = 100;

/** Titles of the records that changes are about, read by object; of records that are gone what the change itself remembers. */
export function useTitles(changes: readonly Change[]): (change: Change) => string {
  const byObject = Map.groupBy(changes, (change) => change.object);
  const calls = [...byObject].flatMap(([object, ofObject]) =>
    chunksOf(idsIn(ofObject)).map((ids) => ({ object, ids })),
  );
  const answers = useQueries({
    queries: calls.map(({ object, ids }) => ({ ...listQuery(object, titlesOf(object, ids)), staleTime: 60_000 })),
  });
  const titles = new Map<string, string>();
  answers.forEach(({ data }, at) => {
    const object = calls[at]?.object;
    if (!object) return;
    for (const record of (data?.data ?? []) as AnyRecord[]) {
      titles.set(`${object} ${record.id}`, String(record[objects[object].title]));
    }
  });
  return (change) => titles.get(`${change.object} ${change.record_id}`) ?? remembered(change);
}

function titlesOf(object: ObjectName, ids: readonly number[]) {
  const filter = JSON.stringify({ field: 'id', op: 'in', value: ids });
  return { filter, fields: objects[object].title, limit: MOST, total: false };
}

function idsIn(changes: readonly Change[]): number[] {
  return [...new Set(changes.map((change) => change.record_id))];
}

function chunksOf(ids: readonly number[]): number[][] {
  return Array.from({ length: Math.ceil(ids.length / MOST) }, (_, at) => ids.slice(at * MOST, (at + 1) * MOST));
}

function remembered({ object, record_id, before, after }: Change): string {
  const title = after?.[objects[object].title] ?? before?.[objects[object].title];
  return typeof title === 'string' && title !== '' ? title : `#${record_id}`;
}
