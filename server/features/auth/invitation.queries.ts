import type { App } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { sql } from '#server/platform/db/sql.ts';
import type { SignIns } from '#shared/api/members.ts';
import { hashToken, isToken } from './tokens.ts';

export interface InvitedUser extends Record<string, unknown> {
  tenant_id: number;
  user_id: number;
}

type Kind = 'organization' | 'user';

interface NewInvitation {
  kind: Kind;
  token: string;
  tenantId: number | null;
  userId: number | null;
  expiresAt: Date;
  now: Date;
}

export async function insertInvitation(tx: Pick<Tx, 'query'>, invitation: NewInvitation): Promise<void> {
  await tx.query(sql`
    insert into invitations (token_hash, kind, tenant_id, user_id, expires_at, created_at)
    values (${hashToken(invitation.token)}, ${invitation.kind}, ${invitation.tenantId}, ${invitation.userId},
      ${invitation.expiresAt.toISOString()}, ${invitation.now.toISOString()})`);
}

/** Whom a token invites, if it is still good. */
export async function findInvitedUser(app: App, token: unknown, now: Date): Promise<InvitedUser | null> {
  if (!isToken(token)) return null;
  const rows = await app.db.global<InvitedUser>(sql`
    select tenant_id, user_id from invitations
    where token_hash = ${hashToken(token)} and kind = 'user' and expires_at > ${now.toISOString()}`);
  return rows[0] ?? null;
}

/** Uses a token up. Of two that try at once one gets it: the other waits for the row and finds it gone. */
export async function takeInvitation(
  tx: Pick<Tx, 'query'>,
  { kind, token, now }: { kind: Kind; token: unknown; now: Date },
): Promise<boolean> {
  if (!isToken(token)) return false;
  const rows = await tx.query(sql`
    delete from invitations
    where token_hash = ${hashToken(token)} and kind = ${kind} and expires_at > ${now.toISOString()} returning 1`);
  return rows.length === 1;
}

/** Answers how many there were. */
export async function deleteInvitationsOf(tx: Pick<Tx, 'query'>, tenantId: number, userId: number): Promise<number> {
  const rows = await tx.query(
    sql`delete from invitations where tenant_id = ${tenantId} and user_id = ${userId} returning 1`,
  );
  return rows.length;
}

interface OpenInvitation extends Record<string, unknown> {
  /** The user whom it is for. */
  id: number;
  has_joined: boolean;
  created_at: string;
  expires_at: string;
}

/** The invitations of a tenant's users that are still good, the last one first. */
export function openInvitations(app: App, tenantId: number, now: Date): Promise<OpenInvitation[]> {
  return app.db.global<OpenInvitation>(sql`
    select i.user_id as id, l.password_hash is not null as has_joined, i.created_at, i.expires_at
    from invitations i left join logins l on l.tenant_id = i.tenant_id and l.user_id = i.user_id
    where i.tenant_id = ${tenantId} and i.kind = 'user' and i.expires_at > ${now.toISOString()}
    order by i.created_at desc, i.user_id`);
}

/** Who of a tenant's users has a password, and when each last used a session or signed in. */
export function signInsOf(app: App, tenantId: number): Promise<(SignIns & Record<string, unknown>)[]> {
  return app.db.global<SignIns & Record<string, unknown>>(sql`
    select l.user_id, l.password_hash is not null as has_joined,
      greatest(l.last_sign_in_at, (select max(s.last_seen_at) from sessions s
        where s.tenant_id = l.tenant_id and s.user_id = l.user_id)) as last_seen_at
    from logins l where l.tenant_id = ${tenantId} order by l.user_id`);
}

export async function deleteExpiredInvitations(app: App, now: Date): Promise<void> {
  await app.db.global(sql`delete from invitations where expires_at <= ${now.toISOString()}`);
}
