import type { App } from '#server/platform/context.ts';
import type { Identity, Input, Reply } from '#server/platform/http/types.ts';
import type { Work } from '#server/records/change-set.ts';
import { signupFields } from '#shared/api/session.ts';
import { invalid } from '#shared/errors.ts';
import { readInput } from '#shared/fields/input.ts';
import { enter, entered, noteEntrance } from './enter.ts';
import { emailKeyOf, writePassword } from './logins.ts';
import { readNewPassword } from './password-rules.ts';
import { hashPassword } from './passwords.ts';
import { inSignUpPermit, refuseClosedSignUp } from './sign-up-permit.ts';
import { signUpBudgets, takeAttempt } from './throttle.ts';

/** Makes a tenant with its first admin; `alongside` runs in the same transaction. */
export type CreateTenant = (
  app: App,
  tenant: {
    organization: string;
    admin: { name: string; email: string };
    alongside: (work: Work, tenantId: number, userId: number) => Promise<void>;
  },
) => Promise<{ tenantId: number; userId: number | null }>;

/** `POST /signup`: an organization and the person who runs it, signed in at once. */
export async function signUp(
  app: App,
  createTenant: CreateTenant,
  { input, before }: { input: Input; before: Identity | null },
): Promise<Reply> {
  await refuseClosedSignUp(app);
  const { organization, name, email, invitation, password } = readSignUp(input);
  if (app.settings.rateLimits)
    await takeAttempt(app, signUpBudgets(app, { emailKey: emailKeyOf(email), ip: input.ip }));
  const passwordHash = await hashPassword(password);
  const created = await inSignUpPermit(app, invitation, () =>
    createTenant(app, {
      organization,
      admin: { name, email },
      // The password is part of the same transaction: no crash leaves an organization that nobody can enter.
      alongside: ({ tx }, tenantId, userId) =>
        writePassword(tx, { tenantId, userId, email, passwordHash, now: app.clock.now() }),
    }),
  );
  const { tenantId, userId } = created;
  if (userId === null) throw new Error('the organization was created without its admin');
  const entrance = { tenantId, user: { id: userId, name, email, role: 'admin' as const }, input, before };
  const session = await app.db.write(tenantId, (tx) => {
    noteEntrance(app, tx, { entrance, events: [{ kind: 'sign_in' }] });
    return enter(app, tx, entrance);
  });
  return entered(app, entrance, { ...session, status: 201, next: '/' });
}

interface SignUp {
  organization: string;
  name: string;
  email: string;
  invitation: string | null;
  password: string;
}

function readSignUp({ body }: Input): SignUp {
  const { password: given, ...fields } = body;
  const { values, errors } = readInput(signupFields, fields, 'create');
  const about = [values.organization, values.name, values.email].filter((one) => typeof one === 'string');
  const password = readNewPassword(given, about);
  if (!password.ok) errors.password = password.error;
  if (!password.ok || Object.keys(errors).length > 0) throw invalid(errors);
  return { ...(values as unknown as Omit<SignUp, 'password'>), password: password.value };
}
