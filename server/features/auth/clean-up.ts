import type { App } from '#server/platform/context.ts';
import { deleteDeadProcesses } from '#server/platform/http/processes.ts';
import { deleteExpiredInvitations } from './invitation.queries.ts';
import { deleteExpiredSessions } from './session.queries.ts';
import { deleteOldAttempts } from './throttle.ts';

/** Deletes what has run out: sessions, counters, invitations, traces of processes. Now and then is enough: nothing relies on it. */
export async function cleanUp(app: App): Promise<void> {
  const now = app.clock.now();
  await deleteExpiredSessions(app, now);
  await deleteOldAttempts(app, now);
  await deleteExpiredInvitations(app, now);
  await deleteDeadProcesses(app);
}
