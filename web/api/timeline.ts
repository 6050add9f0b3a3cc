import { type ObjectName, objects } from '#shared/objects/registry.ts';
import { call } from './client.ts';
import type { Change, CursorPage, RecordName } from './history.ts';
import type { AnyRecord } from './records.ts';

/** Something that happened around a record: a record that belongs to it, or a change of its own fields. */
export type TimelineEntry =
  | { kind: 'changes'; id: number; at: string; change: Change }
  | { kind: ObjectName; id: number; at: string; record: AnyRecord };

export function isChange(entry: TimelineEntry): entry is Extract<TimelineEntry, { change: Change }> {
  return entry.kind === 'changes';
}

/** A page of a record's timeline; only some kinds of entries where they are named. */
export function listTimeline(
  { object, id }: RecordName,
  { only, cursor }: { only: string; cursor: string },
  signal?: AbortSignal,
) {
  const query = new URLSearchParams({ ...(only && { only }), ...(cursor && { cursor }) });
  return call<CursorPage<TimelineEntry>>(`/api/v1/${objects[object].path}/${id}/timeline?${query}`, { signal });
}
