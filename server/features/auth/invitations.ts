import { insertEvents } from '#server/platform/audit/insert-events.ts';
import type { App, Ctx } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/db/database.ts';
import type { Input, Reply } from '#server/platform/http/types.ts';
import { appError } from '#shared/errors.ts';
import { deleteInvitationsOf, insertInvitation } from './invitation.queries.ts';
import { upsertLogin } from './logins.ts';
import { findActiveUser } from './session.queries.ts';
import { newToken } from './tokens.ts';

const VALID_MS = 7 * 24 * 3_600_000;

/**
 * `POST /api/v1/users/:id/invitation`: a link with which a user sets their own password, the first one or a new one. An admin
 * hands it over; nobody ever chooses a password for somebody else. An earlier link of this user stops working.
 */
export async function inviteUser(ctx: Ctx, input: Input): Promise<Reply> {
  const { app, tenantId } = ctx;
  requireAdmin(ctx);
  const id = idOfPath(input);
  const user = Number.isNaN(id) ? null : await findActiveUser(app, tenantId, id);
  if (!user) throw appError('not_found');
  const { url } = await app.db.write(tenantId, (tx) => makeLink(ctx, tx, user));
  return { status: 201, body: { success: true, data: { url } } };
}

/** Only admins let people in, whatever else a role may do with members. */
export function requireAdmin(ctx: Ctx): void {
  if (ctx.user.role !== 'admin') throw appError('forbidden');
}

/** The id that a path names; not a number where it cannot be one. */
export function idOfPath(input: Input): number {
  return Number(/^[1-9]\d{0,14}$/.exec(input.params.id ?? '')?.[0] ?? Number.NaN);
}

/** Makes the link of a member, in the place of any that they had. */
export async function makeLink(
  ctx: Ctx,
  tx: Tx,
  user: { id: number; email: string },
): Promise<{ url: string; expiresAt: Date }> {
  const { app, tenantId } = ctx;
  const token = newToken();
  const { now, expiresAt } = validity(app);
  await Promise.all([
    tx.query(insertEvents(ctx, [{ kind: 'invitation', details: { user_id: user.id, email: user.email } }])),
    upsertLogin(tx, { tenantId, userId: user.id, email: user.email }),
    deleteInvitationsOf(tx, tenantId, user.id),
    insertInvitation(tx, { kind: 'user', token, tenantId, userId: user.id, now, expiresAt }),
  ]);
  return { url: linkTo(app, '/join', { token }), expiresAt };
}

/** A link with which one organization can be created while sign-up is by invitation. */
export async function createOrganizationInvitation(app: App): Promise<{ token: string; url: string }> {
  const token = newToken();
  await insertInvitation(
    { query: app.db.global },
    { kind: 'organization', token, tenantId: null, userId: null, ...validity(app) },
  );
  return { token, url: linkTo(app, '/signup', { invitation: token }) };
}

function validity(app: App): { now: Date; expiresAt: Date } {
  const now = app.clock.now();
  return { now, expiresAt: new Date(now.getTime() + VALID_MS) };
}

/** Only ever with our configured address: a link made from the Host header leads wherever the sender of the request wants. */
function linkTo(app: App, path: string, query: Record<string, string>): string {
  const url = new URL(path, app.settings.baseUrl ?? app.settings.localUrl);
  url.search = new URLSearchParams(query).toString();
  return url.href;
}
