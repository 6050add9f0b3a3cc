import type { App } from '#server/platform/context.ts';
import type { Identity, Input, Reply } from '#server/platform/http/types.ts';
import { invalid } from '#shared/errors.ts';
import { readInput } from '#shared/fields/input.ts';
import { text } from '#shared/fields/text.ts';
import { enter, entered, noteEntrance } from './enter.ts';
import { deleteInvitationsOf, findInvitedUser, takeInvitation } from './invitation.queries.ts';
import { writePassword } from './logins.ts';
import { readNewPassword } from './password-rules.ts';
import { hashPassword } from './passwords.ts';
import { deleteSessionsOfUser, findActiveUser } from './session.queries.ts';
import { forgetUser } from './session-cache.ts';

const joinFields = { token: text({ required: true, max: 100, label: 'Token' }) };

/** `POST /join`: sets the password that an admin's link asks for and signs in. Whoever was signed in as this user no longer is. */
export async function joinTenant(app: App, input: Input, before: Identity | null): Promise<Reply> {
  const { password: given, ...fields } = input.body;
  const { values, errors } = readInput(joinFields, fields, 'create');
  if (Object.keys(errors).length > 0) throw invalid(errors);
  const { token } = values;
  const invited = await findInvitedUser(app, token, app.clock.now());
  const user = invited && (await findActiveUser(app, invited.tenant_id, invited.user_id));
  if (!user) throw usedUp();
  const password = readNewPassword(given, [user.email, user.name]);
  if (!password.ok) throw invalid({ password: password.error });
  const passwordHash = await hashPassword(password.value);
  const entrance = { tenantId: invited.tenant_id, user, input, before };
  const session = await app.db.write(invited.tenant_id, async (tx) => {
    const now = app.clock.now();
    if (!(await takeInvitation(tx, { kind: 'user', token, now }))) throw usedUp();
    const of = { tenantId: invited.tenant_id, userId: user.id };
    await writePassword(tx, { ...of, email: user.email, passwordHash, now });
    await deleteInvitationsOf(tx, of.tenantId, of.userId);
    await deleteSessionsOfUser(tx, of.tenantId, of.userId);
    noteEntrance(app, tx, {
      entrance,
      events: [{ kind: 'password', details: { by: 'invitation' } }, { kind: 'sign_in' }],
    });
    return enter(app, tx, entrance);
  });
  forgetUser(app, invited.tenant_id, user.id);
  return entered(app, entrance, { ...session, status: 200, next: '/' });
}

function usedUp() {
  return invalid({ token: 'This link is not valid any more: ask your admin for a new one' });
}
