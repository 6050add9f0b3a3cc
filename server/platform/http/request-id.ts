import { randomUUID } from 'node:crypto';

/** What an id may be made of, so that it can stand in a log, a header and a comment of SQL. */
const USABLE = /^[\w.:-]{8,128}$/;

/** The id that a proxy or a client has given to a request, when it is one that can be used, else a new one. */
export function requestIdOf(given: string | string[] | undefined): string {
  return typeof given === 'string' && USABLE.test(given) ? given : randomUUID();
}
