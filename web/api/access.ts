import { queryOptions } from '@tanstack/react-query';
import type { Success } from '#shared/api/envelope.ts';
import { objects } from '#shared/objects/registry.ts';
import type { Share } from '#shared/objects/shares.ts';
import { call, type Written, write } from './client.ts';
import type { RecordName } from './history.ts';

/** Somebody who can see a record, with the reasons why they see it and why they may change it. */
export interface PersonAccess {
  user_id: number;
  name: string;
  role: string;
  /** `role`, `owner`, `team`, `share`, or the relation field through which it is reached. */
  read: string[];
  change: string[];
}

export function accessQuery(record: RecordName) {
  return queryOptions({
    queryKey: [record.object, 'access', record.id],
    queryFn: async ({ signal }) => (await call<Success<PersonAccess[]>>(`${pathOf(record)}/access`, { signal })).data,
  });
}

export function sharesQuery(record: RecordName) {
  return queryOptions({
    queryKey: [record.object, 'shares', record.id],
    queryFn: async ({ signal }) => (await call<Success<Share[]>>(`${pathOf(record)}/shares`, { signal })).data,
  });
}

/** Shares a record with one person or one team. */
export function addShare(record: RecordName, body: object): Promise<Written<Share>> {
  return write(`${pathOf(record)}/shares`, { method: 'POST', body });
}

export function removeShare(record: RecordName, id: number): Promise<Written<undefined>> {
  return write(`${pathOf(record)}/shares/${id}`, { method: 'DELETE' });
}

function pathOf({ object, id }: RecordName): string {
  return `/api/v1/${objects[object].path}/${id}`;
}
