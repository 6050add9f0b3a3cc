import { randomUUID } from 'node:crypto';

/**
 * What an id may be made of. Anybody can choose theirs, as a proxy in front does: nothing in it ends a line of a log, a header or a
 * comment of SQL, and it is short. It names a request to those who look for one and gives no rights; that two have the same costs no more
 * than that both are found.
 */
const USABLE = /^[\w.:-]{8,128}$/;

/** The id that a proxy or a client has given to a request, when it is one that can be used, else a new one. */
export function requestIdOf(given: string | string[] | undefined): string {
  return typeof given === 'string' && isUsableId(given) ? given : randomUUID();
}

export function isUsableId(id: string): boolean {
  return USABLE.test(id);
}
