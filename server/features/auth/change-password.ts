import type { Ctx } from '#server/platform/context.ts';
import type { Input, Reply } from '#server/platform/http/types.ts';
import { appError, invalid } from '#shared/errors.ts';
import { readInput } from '#shared/fields/input.ts';
import { enter, entered, noteEntrance } from './enter.ts';
import { deleteInvitationsOf } from './invitation.queries.ts';
import { findLoginOf, noteSignIn, writePassword } from './logins.ts';
import { readNewPassword, readPassword } from './password-rules.ts';
import { withHasher } from './passwords.ts';
import { deleteSessionsOfUser, findActiveUser } from './session.queries.ts';
import { forgetUser } from './session-cache.ts';
import { clearAttempts, currentPasswordBudgets, refuseWhileBlocked, takeAttempt } from './throttle.ts';

/** `POST /api/v1/session/password`. Every session of the user ends; the one that asked goes on under a new id. */
export async function changePassword(ctx: Ctx, input: Input): Promise<Reply> {
  const { app, tenantId } = ctx;
  const user = ctx.user.id === null ? null : await findActiveUser(app, tenantId, ctx.user.id);
  const login = user && (await findLoginOf(app, tenantId, user.id));
  if (!user || !login) throw appError('forbidden');
  const { current, next } = readPasswords(input, [user.email, user.name]);
  const budgets = currentPasswordBudgets(app, tenantId, user.id);
  await refuseWhileBlocked(app, budgets);
  const passwordHash = await withHasher(async (hasher) => {
    await takeAttempt(app, budgets);
    if (!(await hasher.verify(current, login.password_hash))) throw wrongPassword();
    return hasher.hash(next);
  });
  const entrance = { tenantId, user, input, before: null };
  const session = await app.db.write(tenantId, async (tx) => {
    const now = app.clock.now();
    if (!(await noteSignIn(tx, login, now))) throw wrongPassword();
    await writePassword(tx, { tenantId, userId: user.id, email: user.email, passwordHash, now });
    await deleteInvitationsOf(tx, tenantId, user.id);
    await deleteSessionsOfUser(tx, tenantId, user.id);
    await clearAttempts(tx, budgets);
    noteEntrance(app, tx, { entrance, events: [{ kind: 'password', details: { by: 'themselves' } }] });
    return enter(app, tx, entrance);
  });
  forgetUser(app, tenantId, user.id);
  return entered(app, entrance, { ...session, status: 200, next: '/' });
}

function readPasswords({ body }: Input, about: readonly string[]): { current: string; next: string } {
  const { current_password: givenCurrent, new_password: givenNew, ...others } = body;
  const { errors } = readInput({}, others, 'create');
  const current = readPassword(givenCurrent);
  const next = readNewPassword(givenNew, about);
  if (!current.ok) errors.current_password = current.error;
  if (!next.ok) errors.new_password = next.error;
  else if (givenNew === givenCurrent) errors.new_password = 'Choose a password other than the current one';
  if (!current.ok || !next.ok || Object.keys(errors).length > 0) throw invalid(errors);
  return { current: current.value, next: next.value };
}

function wrongPassword() {
  return invalid({ current_password: 'This is not your current password' });
}
