import type { App } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { coarseAddress } from '#server/platform/http/client-address.ts';
import type { GateRequest, Identity, Input } from '#server/platform/http/types.ts';
import { companionCookie, isSecureFor, SESSION_COOKIE, type SessionSecrets } from './cookies.ts';
import {
  deleteSession,
  deleteSessionsOfUser,
  deleteSurplusSessions,
  insertSession,
  type StoredSession,
  touchSession,
} from './session.queries.ts';
import { cachedSession, forgetSession, forgetUser } from './session-cache.ts';
import { isExpired, SEEN_EVERY_MS } from './session-rules.ts';
import { isEqual } from './signature.ts';
import { hashToken, isToken, newToken } from './tokens.ts';

export { forgetTenant, forgetUser } from './session-cache.ts';

/** Who the request's cookies belong to, or null. An id that we did not give out is never taken over. */
export async function identify(app: App, request: GateRequest): Promise<Identity | null> {
  const id = request.cookie(SESSION_COOKIE);
  if (!isToken(id)) return null;
  const session = await cachedSession(app, hashToken(id));
  if (!session) return null;
  const now = app.clock.now();
  if (isExpired(session, now.getTime())) {
    // Deleted, so that a clock set back later does not bring it to life again.
    await endSession(app, session.hash);
    return null;
  }
  const isBrowser = request.header('sec-fetch-site') !== undefined;
  if (isBrowser && !hasCompanion(app, request, session)) return null;
  await noteUse(app, session, now);
  const { tenantId, user, definitionVersion, hash } = session;
  return { tenantId, user, definitionVersion, sessionHash: hash, via: isBrowser ? 'web' : 'api' };
}

function hasCompanion(app: App, request: GateRequest, session: StoredSession): boolean {
  const companion = request.cookie(companionCookie(isSecureFor(app, request)));
  return isToken(companion) && isEqual(hashToken(companion), session.companionHash);
}

async function noteUse(app: App, session: StoredSession, now: Date): Promise<void> {
  if (now.getTime() - session.lastSeenAt <= SEEN_EVERY_MS) return;
  session.lastSeenAt = now.getTime();
  await touchSession(app, session.hash, now).catch((error: unknown) =>
    app.log.warn({ err: error }, 'could not note the use of a session'),
  );
}

export interface OpenedSession {
  secrets: SessionSecrets;
  hash: Buffer;
}

/** Opens a session for a user; inside a transaction that holds the user's login row, so that two at once count each other. */
export async function openSession(
  app: App,
  tx: Tx,
  { tenantId, userId, input }: { tenantId: number; userId: number; input: Input },
): Promise<OpenedSession> {
  const secrets = { id: newToken(), companion: newToken() };
  const hash = hashToken(secrets.id);
  await Promise.all([
    insertSession(tx, {
      hash,
      companionHash: hashToken(secrets.companion),
      tenantId,
      userId,
      userAgent: input.header('user-agent')?.slice(0, 200) ?? null,
      ip: coarseAddress(input.ip),
      now: app.clock.now(),
    }),
    deleteSurplusSessions(tx, tenantId, userId),
  ]);
  return { secrets, hash };
}

/** Ends one session, in this process at once. */
export async function endSession(app: App, hash: Buffer): Promise<void> {
  await deleteSession({ query: app.db.global }, hash);
  forgetSession(app, hash);
}

/** Ends all sessions of a user: after a new password, or when they are deactivated. */
export async function endSessionsOf(app: App, tenantId: number, userId: number): Promise<void> {
  await app.db.globalWrite((tx) => deleteSessionsOfUser(tx, tenantId, userId));
  forgetUser(app, tenantId, userId);
}
