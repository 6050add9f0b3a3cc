import { randomBytes } from 'node:crypto';
import { sql } from '#server/platform/db/sql.ts';
import type { Work } from '#server/records/change-set.ts';
import { objectsFor, tenantDefinition } from '#server/records/definition.ts';
import type { Hooks } from '#server/records/hooks.ts';
import type { AnyRecord } from '#server/records/record.ts';
import { replaceValues } from '#server/records/replace-value.ts';
import { appError } from '#shared/errors.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { builtInRoles } from '#shared/permissions.ts';
import { readRoleRules } from './read-role-rules.ts';

type Values = Readonly<Record<string, unknown>>;

/** Keeps roles in order: rules that name what there is, the admin's rights untouchable, no role gone that somebody has. */
export const roleHooks: Hooks = {
  derive: (_object, values, before): Values => (before ? {} : { key: keyFor(String(values.name ?? '')) }),
  beforeWrite: checkRole,
  beforeRemove: keepRolesInUse,
  beforeReplace: giveRole,
};

/** `Field sales` gets the key `field_sales_3fa2c1`: readable, and its own whatever the tenant calls its roles later. */
function keyFor(name: string): string {
  const words = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '');
  return `${words.slice(0, 40) || 'role'}_${randomBytes(3).toString('hex')}`;
}

async function checkRole(work: Work, values: Values, before: AnyRecord | null): Promise<FieldErrors> {
  const objects = (await tenantDefinition(work.ctx)).objectsOf('admin');
  const errors = readRoleRules(objects, values);
  if (before?.key === 'admin') {
    for (const field of ['base', 'permissions', 'fields']) {
      if (Object.hasOwn(values, field)) errors[field] = 'The rights of admins cannot be changed';
    }
  } else if (before && isBuiltIn(before) && Object.hasOwn(values, 'base')) {
    errors.base = 'A role of the product is its own base: make a role of your own instead';
  }
  return errors;
}

async function keepRolesInUse({ ctx, tx }: Work, role: AnyRecord): Promise<void> {
  if (isBuiltIn(role)) throw appError('conflict', { message: 'Roles of the product cannot be deleted' });
  const [used] = await tx.query<{ count: number }>(sql`
    select count(*) as count from users where tenant_id = ${ctx.tenantId} and role = ${role.key} and deleted_at is null`);
  if (!used || used.count === 0) return;
  const people = used.count === 1 ? 'One user has' : `${used.count} users have`;
  throw appError('conflict', {
    message: `${people} this role: name the one that takes its place, as ?replacement=<id>`,
  });
}

/** Whoever has a role that goes gets the other one. */
async function giveRole(work: Work, role: AnyRecord, heir: AnyRecord): Promise<void> {
  const users = (await objectsFor(work.ctx)).get('users');
  if (users) await replaceValues(work, users.whole, { from: { role: role.key }, to: { role: heir.key } });
}

function isBuiltIn(role: AnyRecord): boolean {
  return (builtInRoles as readonly unknown[]).includes(role.key);
}
