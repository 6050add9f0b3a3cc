import { insertEvents, type NewEvent } from '#server/platform/audit/insert-events.ts';
import type { App } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/db/database.ts';
import type { Identity, Input, Reply } from '#server/platform/http/types.ts';
import type { Success } from '#shared/api/envelope.ts';
import type { SignedIn } from '#shared/api/session.ts';
import { isSecureFor, sessionCookies } from './cookies.ts';
import { issueCsrfToken } from './csrf.ts';
import { rememberDevice } from './device.ts';
import { emailKeyOf } from './logins.ts';
import type { StoredSession } from './session.queries.ts';
import { deleteSession } from './session.queries.ts';
import { forgetSession } from './session-cache.ts';
import { type OpenedSession, openSession } from './sessions.ts';

export interface Entrance {
  tenantId: number;
  user: StoredSession['user'];
  input: Input;
  /** The session that the browser had before, if any: it ends, so that no id lives on through a sign-in. */
  before: Identity | null;
}

/** Opens a session for someone who has just proved who they are; part of the transaction that notes it. */
export async function enter(app: App, tx: Tx, { tenantId, user, input, before }: Entrance): Promise<OpenedSession> {
  if (before) await deleteSession(tx, before.sessionHash);
  return openSession(app, tx, { tenantId, userId: user.id, input });
}

/** Notes in the audit log how someone came in; for the transaction in which they enter. */
export function noteEntrance(app: App, tx: Tx, { entrance, events }: { entrance: Entrance; events: NewEvent[] }): void {
  const { tenantId, user, input } = entrance;
  tx.atCommit(insertEvents({ app, tenantId, user, ...sourceOf(input) }, events));
}

/** Where a request without a session came from. */
export function sourceOf(input: Input): { via: 'web' | 'api'; requestId: string; ip: string } {
  const via = input.header('sec-fetch-site') === undefined ? 'api' : 'web';
  return { via, requestId: input.requestId, ip: input.ip };
}

/** The answer to someone who has just got a session: a page for forms, data for scripts, and the cookies for both. */
export function entered(
  app: App,
  { user, input, before }: Entrance,
  answer: OpenedSession & { status: number; next: string },
): Reply {
  if (before) forgetSession(app, before.sessionHash);
  const cookies = [
    ...sessionCookies(answer.secrets, isSecureFor(app, input)),
    rememberDevice(app, input, emailKeyOf(user.email)),
  ];
  if (input.isForm) return { status: 303, headers: { location: answer.next }, cookies };
  const { id, name, email, role } = user;
  const data: SignedIn = { user: { id, name, email, role }, csrf_token: issueCsrfToken(app, answer.hash) };
  return { status: answer.status, body: { success: true, data } satisfies Success<SignedIn>, cookies };
}
