const HOUR = 3_600_000;

/** Without a request for so long, a session ends. */
export const IDLE_MS = 12 * HOUR;
/** So long after signing in it ends in any case. */
export const ABSOLUTE_MS = 7 * 24 * HOUR;
/** The time of the last request is written at most so often. */
export const SEEN_EVERY_MS = 60_000;
/** Sessions that one user can have at a time; a further one ends the oldest. */
export const MOST_SESSIONS = 20;

/** Whether a session has run out. */
export function isExpired(session: { createdAt: number; lastSeenAt: number }, now: number): boolean {
  return now - session.lastSeenAt >= IDLE_MS || now - session.createdAt >= ABSOLUTE_MS;
}
