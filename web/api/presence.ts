import type { Doing, Visitor } from '#shared/api/presence.ts';
import { objects } from '#shared/objects/registry.ts';
import { call } from './client.ts';
import type { RecordName } from './history.ts';

export interface Visit {
  doing: Doing | 'left';
  /** The field that is edited, where it is one. */
  field?: string | undefined;
}

/** This tab, among all that people have open. */
const tab = Math.random().toString(36).slice(2, 14);
let turn = 0;

/** Says what is done with a record in this tab; answers who else has it open. A call that says goodbye outlives the page. */
export async function sayPresence({ object, id }: RecordName, { doing, field }: Visit, signal?: AbortSignal) {
  turn += 1;
  const path = `/api/v1/${objects[object].path}/${id}/presence`;
  const body = { tab, turn, doing, ...(field && { field }) };
  return (await call<{ data: Visitor[] }>(path, { method: 'POST', body, signal, keepalive: doing === 'left' })).data;
}

export function presenceKey(object: string, id: number) {
  return [object, 'presence', id] as const;
}
