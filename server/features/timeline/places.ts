/** The kind of entries that say what was changed; all others are named by the object of their record. */
export const CHANGES = 'changes';

/** Something that happened around a record. */
export interface Entry {
  kind: string;
  id: number;
  at: string;
  record?: unknown;
  change?: unknown;
}

export type Place = Pick<Entry, 'kind' | 'id' | 'at'>;

/** The order of a timeline: by time, then by kind, then the last made first. */
export function newestFirst(a: Place, b: Place): number {
  // Without the Z, `05` stands before `05.5` as it should.
  const [one, other] = [a.at.slice(0, -1), b.at.slice(0, -1)];
  if (one !== other) return one > other ? -1 : 1;
  if (a.kind !== b.kind) return a.kind < b.kind ? -1 : 1;
  return b.id - a.id;
}

/** Where a page ends, as a cursor. */
export function writePlace({ at, kind, id }: Place): string {
  return `${at}_${kind}_${id}`;
}

export function readPlace(cursor: string): Place | null {
  const [, at = '', kind = '', id = ''] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z)_([a-z_]{1,60})_(\d{1,15})$/.exec(cursor) ?? [];
  if (id === '' || Number.isNaN(Date.parse(at))) return null;
  return { at, kind, id: Number(id) };
}
