import type { App } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { sql } from '#server/platform/db/sql.ts';
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

export async function deleteInvitationsOf(tx: Pick<Tx, 'query'>, tenantId: number, userId: number): Promise<void> {
  await tx.query(sql`delete from invitations where tenant_id = ${tenantId} and user_id = ${userId}`);
}

export async function deleteExpiredInvitations(app: App, now: Date): Promise<void> {
  await app.db.global(sql`delete from invitations where expires_at <= ${now.toISOString()}`);
}
