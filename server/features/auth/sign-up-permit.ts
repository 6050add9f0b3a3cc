import type { App } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { sql } from '#server/platform/db/sql.ts';
import type { Setup } from '#shared/api/session.ts';
import { appError, invalid } from '#shared/errors.ts';
import { takeInvitation } from './invitation.queries.ts';

/** Any fixed number, ours alone in this database. */
const FIRST_SIGN_UP_LOCK = 7_238_465_113;

/** Whether anyone has created an organization on this installation. */
export function hasTenants(app: App): Promise<boolean> {
  return isUsed({ query: app.db.global });
}

async function isUsed(db: Pick<Tx, 'query'>): Promise<boolean> {
  const [row] = await db.query<{ exists: boolean }>(sql`select exists (select from tenants) as exists`);
  return row?.exists ?? false;
}

/** Who may create an organization now. */
export function signUpMode(app: App, used: boolean): Setup['signup'] {
  const { signup } = app.settings;
  if (signup !== 'first') return signup;
  return used ? 'closed' : 'open';
}

export async function refuseClosedSignUp(app: App): Promise<void> {
  if (signUpMode(app, await hasTenants(app)) === 'closed') throw closed();
}

/**
 * Creates an organization if that is allowed now. What the permission hangs on (nobody was here first; the invitation is unused)
 * stays locked until the organization exists, and a failure leaves it as it was.
 */
export async function inSignUpPermit<T>(app: App, invitation: string | null, create: () => Promise<T>): Promise<T> {
  const { signup } = app.settings;
  if (signup === 'open') return create();
  if (signup === 'closed') throw closed();
  return app.db.globalWrite(async (tx) => {
    if (signup === 'invite') {
      if (!(await takeInvitation(tx, { kind: 'organization', token: invitation, now: app.clock.now() }))) {
        throw invalid({ invitation: 'This invitation is not valid, or was used already' });
      }
      return create();
    }
    // Not waiting for the lock: whoever holds it is about to close the door.
    const [lock] = await tx.query<{ taken: boolean }>(
      sql`select pg_try_advisory_xact_lock(${FIRST_SIGN_UP_LOCK}) as taken`,
    );
    if (!lock?.taken || (await isUsed(tx))) throw closed();
    return create();
  });
}

function closed() {
  return appError('forbidden', { message: 'New organizations cannot be created here' });
}
