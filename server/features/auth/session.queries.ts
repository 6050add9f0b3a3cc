import type { App } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { sql } from '#server/platform/db/sql.ts';
import type { Preferences } from '#shared/api/preferences.ts';
import type { Role } from '#shared/permissions.ts';
import { ABSOLUTE_MS, IDLE_MS, MOST_SESSIONS, SEEN_EVERY_MS } from './session-rules.ts';

/** A session with the person whose it is, as the database has them now. */
export interface StoredSession {
  hash: Buffer;
  companionHash: Buffer;
  tenantId: number;
  createdAt: number;
  lastSeenAt: number;
  definitionVersion: number;
  user: { id: number; name: string; email: string; role: Role; preferences?: Preferences };
}

/** The session with this hash, if it is still there and its user active. */
export async function findSession(app: App, hash: Buffer): Promise<StoredSession | null> {
  const [session] = await app.db.global<SessionRow>(sql`
    select s.companion_hash, s.tenant_id, s.user_id, s.created_at, s.last_seen_at, t.definition_version
    from sessions s join tenants t on t.id = s.tenant_id
    where s.id_hash = ${hash}`);
  if (!session) return null;
  const user = await findActiveUser(app, session.tenant_id, session.user_id);
  return (
    user && {
      hash,
      companionHash: session.companion_hash,
      tenantId: session.tenant_id,
      createdAt: Date.parse(session.created_at),
      lastSeenAt: Date.parse(session.last_seen_at),
      definitionVersion: session.definition_version,
      user,
    }
  );
}

interface SessionRow extends Record<string, unknown> {
  companion_hash: Buffer;
  tenant_id: number;
  user_id: number;
  created_at: string;
  last_seen_at: string;
  definition_version: number;
}

export async function findActiveUser(
  app: App,
  tenantId: number,
  userId: number,
): Promise<StoredSession['user'] | null> {
  const [rows = []] = await app.db.read(tenantId, [
    sql`select u.id, name, email, role, jsonb_build_object('language', p.language, 'locale', p.locale,
          'time_zone', p.time_zone, 'first_weekday', p.first_weekday, 'theme', p.theme, 'guide', p.guide) as preferences
        from users u left join preferences p on p.tenant_id = u.tenant_id and p.user_id = u.id
        where u.tenant_id = ${tenantId} and u.id = ${userId} and active and deleted_at is null`,
  ]);
  return (rows[0] as StoredSession['user'] | undefined) ?? null;
}

export interface NewSession {
  hash: Buffer;
  companionHash: Buffer;
  tenantId: number;
  userId: number;
  userAgent: string | null;
  ip: string;
  now: Date;
}

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  const now = session.now.toISOString();
  await tx.query(sql`
    insert into sessions (id_hash, companion_hash, tenant_id, user_id, user_agent, ip, created_at, last_seen_at)
    values (${session.hash}, ${session.companionHash}, ${session.tenantId}, ${session.userId}, ${session.userAgent},
      ${session.ip}, ${now}, ${now})`);
}

/** Ends the user's oldest sessions when there are more than one may have. */
export async function deleteSurplusSessions(tx: Tx, tenantId: number, userId: number): Promise<void> {
  await tx.query(sql`
    delete from sessions where id_hash in (
      select id_hash from sessions where tenant_id = ${tenantId} and user_id = ${userId}
      order by created_at desc, last_seen_at desc offset ${MOST_SESSIONS})`);
}

export async function deleteSession(tx: Pick<Tx, 'query'>, hash: Buffer): Promise<void> {
  await tx.query(sql`delete from sessions where id_hash = ${hash}`);
}

export async function deleteSessionsOfUser(tx: Tx, tenantId: number, userId: number): Promise<void> {
  await tx.query(sql`delete from sessions where tenant_id = ${tenantId} and user_id = ${userId}`);
}

/** Notes that a session is in use; the condition keeps many processes from writing the same minute. */
export async function touchSession(app: App, hash: Buffer, now: Date): Promise<void> {
  await app.db.global(sql`
    update sessions set last_seen_at = ${now.toISOString()}
    where id_hash = ${hash} and last_seen_at < ${new Date(now.getTime() - SEEN_EVERY_MS).toISOString()}`);
}

export async function deleteExpiredSessions(app: App, now: Date): Promise<void> {
  await app.db.global(sql`
    delete from sessions
    where last_seen_at <= ${new Date(now.getTime() - IDLE_MS).toISOString()}
      or created_at <= ${new Date(now.getTime() - ABSOLUTE_MS).toISOString()}`);
}
