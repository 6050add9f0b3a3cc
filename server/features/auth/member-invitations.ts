import { insertEvents } from '#server/platform/audit/insert-events.ts';
import type { Ctx } from '#server/platform/context.ts';
import { sql } from '#server/platform/db/sql.ts';
import type { Input, Reply } from '#server/platform/http/types.ts';
import { inChangeSet } from '#server/records/change-set.ts';
import { createRecord } from '#server/records/create.ts';
import { objectFor } from '#server/records/definition.ts';
import type { Invitation, SignIns } from '#shared/api/members.ts';
import { appError } from '#shared/errors.ts';
import { deleteInvitationsOf, openInvitations, signInsOf } from './invitation.queries.ts';
import { idOfPath, makeLink, requireAdmin } from './invitations.ts';

/** `POST /api/v1/invitations`: adds a member and makes the link with which they set their password; it is shown this once. */
export async function inviteMember(ctx: Ctx, input: Input): Promise<Reply> {
  requireAdmin(ctx);
  const users = await objectFor(ctx, 'users');
  const { result: data, changeSetId } = await inChangeSet(ctx, 'create', async (work) => {
    const user = await createRecord(work, users, input.body);
    const { url, expiresAt } = await makeLink(ctx, work.tx, { id: user.id, email: String(user.email) });
    return { id: user.id, expires_at: expiresAt.toISOString(), url };
  });
  return { status: 201, headers: { 'x-change-set': String(changeSetId) }, body: { success: true, data } };
}

/** `GET /api/v1/invitations`: the links that are still good, the last one made first. */
export async function listInvitations(ctx: Ctx): Promise<Reply> {
  requireAdmin(ctx);
  const { app, tenantId } = ctx;
  const open = await openInvitations(app, tenantId, app.clock.now());
  const ids = open.map(({ id }) => id);
  const [users = []] = await app.db.read(tenantId, [
    sql`select id, name, email, role from users
      where tenant_id = ${tenantId} and id = any(${ids}::bigint[]) and active and deleted_at is null`,
  ]);
  const people = new Map((users as { id: number }[]).map((user) => [user.id, user]));
  // Of somebody who was deactivated since, the link does nothing.
  const data = open.flatMap((one) => {
    const user = people.get(one.id);
    return user ? [{ ...one, ...user } as unknown as Invitation] : [];
  });
  return { body: { success: true, data } };
}

/** `DELETE /api/v1/invitations/<id of the member>`: their link stops working. */
export async function revokeInvitation(ctx: Ctx, input: Input): Promise<Reply> {
  requireAdmin(ctx);
  const { app, tenantId } = ctx;
  const id = idOfPath(input);
  if (Number.isNaN(id)) throw appError('not_found');
  await app.db.write(tenantId, async (tx) => {
    if ((await deleteInvitationsOf(tx, tenantId, id)) === 0) throw appError('not_found');
    await tx.query(insertEvents(ctx, [{ kind: 'invitation', details: { user_id: id, revoked: true } }]));
  });
  return { body: { success: true, message: 'Invitation revoked' } };
}

/** `GET /api/v1/sign-ins`: who of the members has joined, and when each was last here. */
export async function listSignIns(ctx: Ctx): Promise<Reply> {
  requireAdmin(ctx);
  const data: SignIns[] = await signInsOf(ctx.app, ctx.tenantId);
  return { body: { success: true, data } };
}
