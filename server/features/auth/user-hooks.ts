import { sql } from '#server/platform/db/sql.ts';
import type { Work } from '#server/records/change-set.ts';
import type { Hooks } from '#server/records/hooks.ts';
import type { AnyRecord } from '#server/records/record.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { renameLogin, upsertLogin } from './logins.ts';
import { deleteSessionsOfUser } from './session.queries.ts';
import { forgetUser } from './session-cache.ts';

/** Keeps what people sign in with in step with the users of a tenant, and at least one admin in each. */
export const userHooks: Hooks = {
  beforeWrite: checkUser,
  afterWrite: followUp,
};

async function checkUser(
  work: Work,
  values: Readonly<Record<string, unknown>>,
  before: AnyRecord | null,
): Promise<FieldErrors> {
  const makesAdmin = values.role === 'admin' && before?.role !== 'admin';
  if (makesAdmin && work.ctx.user.role !== 'admin') return { role: 'Only an admin can make somebody an admin' };
  return keepOneAdmin(work, values, before);
}

async function keepOneAdmin(
  work: Work,
  values: Readonly<Record<string, unknown>>,
  before: AnyRecord | null,
): Promise<FieldErrors> {
  if (before?.role !== 'admin' || before.active !== true) return {};
  const { role = before.role, active = before.active } = values;
  if (role === 'admin' && active === true) return {};
  // Locked, so that two admins cannot take each other's rights away at the same moment.
  const admins = await work.tx.query(sql`
    select id from users
    where tenant_id = ${work.ctx.tenantId} and role = 'admin' and active and deleted_at is null order by id for update`);
  if (admins.length > 1) return {};
  const field = active === true ? 'role' : 'active';
  return { [field]: 'An organization needs at least one active admin: make somebody else admin first' };
}

async function followUp(work: Work, after: AnyRecord, before: AnyRecord | null): Promise<void> {
  const { tenantId } = work.ctx;
  const login = { tenantId, userId: after.id, email: String(after.email) };
  if (!before) return upsertLogin(work.tx, login);
  if (before.email !== after.email) await renameLogin(work.tx, login);
  if (before.active && !after.active) await deleteSessionsOfUser(work.tx, tenantId, after.id);
  if (before.role !== after.role || before.active !== after.active) forgetUser(work.ctx.app, tenantId, after.id);
}
