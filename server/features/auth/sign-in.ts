import type { App } from '#server/platform/context.ts';
import type { Identity, Input, Reply } from '#server/platform/http/types.ts';
import { loginFields } from '#shared/api/session.ts';
import { appError, invalid } from '#shared/errors.ts';
import { readInput } from '#shared/fields/input.ts';
import { knownDevice } from './device.ts';
import { enter, entered, noteEntrance } from './enter.ts';
import { emailKeyOf, findLogins, type Login, noteSignIn, replaceHash } from './logins.ts';
import { safeNextPath } from './next-path.ts';
import { readPassword } from './password-rules.ts';
import { type Hasher, needsRehash, withHasher } from './passwords.ts';
import { noteRefusal } from './refused-sign-in.ts';
import { findActiveUser, type StoredSession } from './session.queries.ts';
import { clearAttempts, refuseWhileBlocked, signInBudgets, takeAttempt } from './throttle.ts';

/** `POST /login`. Whether an address is known here shows in nothing: not in words, not in the status, not in time. */
export async function signIn(app: App, input: Input, before: Identity | null): Promise<Reply> {
  const { email, password, next } = readSignIn(input);
  const emailKey = emailKeyOf(email);
  try {
    return await admit(app, input, { emailKey, password, next, before });
  } catch (error) {
    noteRefusal(app, input, { emailKey, error });
    throw error;
  }
}

interface Attempt {
  emailKey: string;
  password: string;
  next: unknown;
  before: Identity | null;
}

async function admit(app: App, input: Input, { emailKey, password, next, before }: Attempt): Promise<Reply> {
  const budgets = signInBudgets(app, { emailKey, ip: input.ip, device: knownDevice(app, input, emailKey) });
  await refuseWhileBlocked(app, budgets);
  const { login, user } = await withHasher(async (hasher) => {
    await takeAttempt(app, budgets);
    return findPerson(app, hasher, { emailKey, password });
  });
  const entrance = { tenantId: login.tenant_id, user, input, before };
  // In the tenant's own transaction, so that the audit log says so or nobody is in.
  const session = await app.db.write(login.tenant_id, async (tx) => {
    if (!(await noteSignIn(tx, login, app.clock.now()))) throw appError('invalid_credentials');
    const opened = await enter(app, tx, entrance);
    await clearAttempts(tx, budgets);
    noteEntrance(app, tx, { entrance, events: [{ kind: 'sign_in' }] });
    return opened;
  });
  return entered(app, entrance, { ...session, status: 200, next: safeNextPath(next) });
}

function readSignIn({ body }: Input): { email: string; password: string; next: unknown } {
  const { password: given, next, ...fields } = body;
  const { values, errors } = readInput(loginFields, fields, 'create');
  const password = readPassword(given);
  if (!password.ok) throw invalid({ ...errors, password: password.error });
  if (Object.keys(errors).length > 0) throw invalid(errors);
  return { email: String(values.email), password: password.value, next };
}

interface Person {
  login: Login;
  user: StoredSession['user'];
}

/** Whose password this is, among the organizations that know the address. */
async function findPerson(
  app: App,
  hasher: Hasher,
  { emailKey, password }: { emailKey: string; password: string },
): Promise<Person> {
  const logins = await findLogins(app, emailKey);
  if (logins.length === 0) await hasher.verify(password, null);
  for (const login of logins) {
    if (!login.password_hash || !(await hasher.verify(password, login.password_hash))) continue;
    const user = await findActiveUser(app, login.tenant_id, login.user_id);
    if (user) return { user, login: await withCurrentHash(app, hasher, { login, password }) };
  }
  throw appError('invalid_credentials');
}

/** Once the parameters have changed, the moment of signing in is the only one at which the hash can follow. */
async function withCurrentHash(
  app: App,
  hasher: Hasher,
  { login, password }: { login: Login; password: string },
): Promise<Login> {
  if (!login.password_hash || !needsRehash(login.password_hash)) return login;
  const passwordHash = await hasher.hash(password);
  await replaceHash(app, login, passwordHash);
  return { ...login, password_hash: passwordHash };
}
