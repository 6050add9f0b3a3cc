import type { AuditEvent } from '#shared/api/audit.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { objects } from '#shared/objects/registry.ts';
import { call } from './client.ts';

type Values = Readonly<Record<string, unknown>>;

/** What a write did to one record; `before` and `after` hold the fields that it touched. */
export interface Change {
  id: number;
  change_set_id: number;
  object: ObjectName;
  record_id: number;
  action: 'create' | 'update' | 'delete' | 'restore' | 'purge';
  before: Values | null;
  after: Values | null;
  user_id: number | null;
  via: string;
  created_at: string;
}

/** One write, however many records it touched. */
export interface ChangeSet {
  id: number;
  action: string;
  user_id: number | null;
  via: string;
  created_at: string;
  changes: number;
  /** Changes by object. */
  objects: Readonly<Record<string, number>>;
}

/** Rows by falling ids; `next_cursor` is null at the end. */
export interface CursorPage<T> {
  data: T[];
  next_cursor: string | null;
}

export type OnConflict = 'fail' | 'skip' | 'force';

export interface Undone {
  change_set_id: number | null;
  restored: number;
  skipped: readonly unknown[];
}

/** What was done, of one person where one is named. */
export function listChangeSets(userId: number | undefined, cursor: string, signal?: AbortSignal) {
  const query = new URLSearchParams({ ...(userId && { user_id: String(userId) }), ...(cursor && { cursor }) });
  return call<CursorPage<ChangeSet>>(`/api/v1/change-sets?${query}`, { signal });
}

export function listSetChanges(id: number, cursor: string, signal?: AbortSignal) {
  return call<CursorPage<Change>>(`/api/v1/change-sets/${id}/changes${at(cursor)}`, { signal });
}

export interface RecordName {
  object: ObjectName;
  id: number;
}

export function listRecordChanges({ object, id }: RecordName, cursor: string, signal?: AbortSignal) {
  return call<CursorPage<Change>>(`/api/v1/${objects[object].path}/${id}/changes${at(cursor)}`, { signal });
}

/** Takes a whole change set back; records changed since are a 409 with `conflicts` unless told otherwise. */
export async function undoChangeSet(id: number, onConflict: OnConflict = 'fail'): Promise<Undone> {
  const path = `/api/v1/change-sets/${id}/undo`;
  return (await call<{ data: Undone }>(path, { method: 'POST', body: { on_conflict: onConflict } })).data;
}

/** Which entries of the audit log; `from` and `to` are moments. */
export interface AuditFilter {
  kind?: string | undefined;
  user_id?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

export function listAuditEvents(filter: AuditFilter, cursor: string, signal?: AbortSignal) {
  const given = Object.entries({ ...filter, cursor }).filter((one): one is [string, string] => Boolean(one[1]));
  return call<CursorPage<AuditEvent>>(`/api/v1/audit?${new URLSearchParams(given)}`, { signal });
}

function at(cursor: string): string {
  return cursor && `?cursor=${encodeURIComponent(cursor)}`;
}
