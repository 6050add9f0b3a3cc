import type { Page, Success } from '#shared/api/envelope.ts';
import { type ObjectName, objects, type RecordTypes } from '#shared/objects/registry.ts';
import { call, type Written, write } from './client.ts';

/** Any record, for code that works on every object. */
export type AnyRecord = { id: number; version: number; created_at: string; updated_at: string } & Record<
  string,
  unknown
>;

/** Query of a list: filters by field name, `search`, `sort`, `page`, `limit`, `include`. */
export type ListParams = Readonly<Record<string, string | number | boolean | undefined>>;

/** One value of the field that groups, with `sum_<field>` where a sum was asked for. */
export type Group = { count: number } & Record<string, unknown>;

export function listRecords<K extends ObjectName>(object: K, params: ListParams, signal?: AbortSignal) {
  return call<Page<RecordTypes[K]>>(`${basePath(object)}${queryString(params)}`, { signal });
}

export async function getRecord<K extends ObjectName>(object: K, id: number, signal?: AbortSignal) {
  return (await call<Success<RecordTypes[K]>>(`${basePath(object)}/${id}`, { signal })).data;
}

export function createRecord<K extends ObjectName>(object: K, body: object): Promise<Written<RecordTypes[K]>> {
  return write(basePath(object), { method: 'POST', body });
}

/** Changes the given fields; with `version` in them, a record changed since is a 409 with its current state in `data`. */
export function updateRecord<K extends ObjectName>(
  object: K,
  id: number,
  body: object,
): Promise<Written<RecordTypes[K]>> {
  return write(`${basePath(object)}/${id}`, { method: 'PATCH', body });
}

/** Puts a record into the trash; `replacement` takes its place wherever it is referred to. */
export function removeRecord(object: ObjectName, id: number, replacement?: number): Promise<Written<undefined>> {
  return write(`${basePath(object)}/${id}${queryString({ replacement })}`, { method: 'DELETE' });
}

/** Deletes a record of the trash for good. */
export async function purgeRecord(object: ObjectName, id: number): Promise<void> {
  await call(`${basePath(object)}/${id}?purge=true`, { method: 'DELETE' });
}

/** Takes a record out of the trash. */
export function restoreRecord<K extends ObjectName>(object: K, id: number): Promise<Written<RecordTypes[K]>> {
  return write(`${basePath(object)}/${id}/restore`, { method: 'POST' });
}

/** How many records there are per value of a field, and the sums of a money field, however many they are. */
export async function groupRecords(object: ObjectName, params: ListParams, signal?: AbortSignal): Promise<Group[]> {
  return (await call<Success<Group[]>>(`${basePath(object)}/groups${queryString(params)}`, { signal })).data;
}

function basePath(object: ObjectName): string {
  return `/api/v1/${objects[object].path}`;
}

function queryString(params: ListParams): string {
  const entries = Object.entries(params).filter(([, value]) => value !== undefined && value !== '');
  const query = new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString();
  return query && `?${query}`;
}
