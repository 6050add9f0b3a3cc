import { type ObjectName, objects } from '#shared/objects/registry.ts';
import { type Written, write } from './client.ts';

/** One change of many records: those with these ids, or those that a list with this filter and search finds. */
export interface BulkChange {
  action: 'update' | 'delete';
  ids?: readonly number[];
  filter?: object;
  search?: string;
  data?: Readonly<Record<string, unknown>>;
}

export interface BulkResult {
  matched: number;
  changed: number;
  /** Records that the role may not change. */
  skipped: number;
}

export function changeMany(object: ObjectName, change: BulkChange): Promise<Written<BulkResult>> {
  return write(`/api/v1/${objects[object].path}/bulk`, { method: 'POST', body: change });
}

/** Changes every record that a filter finds, as one change set. */
export function updateMatching(object: ObjectName, filter: object, data: Readonly<Record<string, unknown>>) {
  const action: BulkChange['action'] = 'update';
  return changeMany(object, { action, filter, data });
}

/** Where the file with what a list finds is. */
export function exportPath(object: ObjectName, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries({ ...query, headers: 'labels', bom: 'true' }).filter(([, value]) => value);
  return `/api/v1/${objects[object].path}/export?${new URLSearchParams(given as [string, string][])}`;
}
