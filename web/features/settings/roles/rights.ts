import type { ObjectDefinition } from '#shared/object.ts';
import { type ObjectName, objectList } from '#shared/objects/registry.ts';
import type { RoleRecord } from '#shared/objects/roles.ts';
import {
  type Action,
  actions,
  type BuiltInRole,
  type Permission,
  permissionOf,
  type Scope,
} from '#shared/permissions.ts';

/** What a role says about rights beyond its base. */
export interface Rules {
  permissions: Readonly<Record<string, Partial<Permission>>>;
  /** By object and field: what is not listed may be read and changed as the record may. */
  fields: Readonly<Record<string, Readonly<Record<string, FieldRight>>>>;
}
export type FieldRight = 'hidden' | 'read';

/** Only admins change these, whatever a role says. */
const RESERVED: readonly string[] = ['roles', 'teams', 'users'];

/** Record types that rights are given for: those that people work with, then what sets the organization up. */
export const recordTypes = objectList.filter((one) => one.customFields).map((one) => one.name as ObjectName);
export const setUpTypes = objectList
  .filter((one) => !one.customFields && !one.follows && (one.routes || one.name === 'fields'))
  .map((one) => one.name as ObjectName);

export function rulesOf({ permissions, fields }: RoleRecord): Rules {
  return { permissions, fields } as unknown as Rules;
}

/** What a role may do with an object's records. */
export function rightsOf(
  object: ObjectDefinition,
  base: string,
  { permissions }: Pick<Rules, 'permissions'>,
): Permission {
  return { ...permissionOf(object.access, base as BuiltInRole), ...permissions[object.name] };
}

/** What can be chosen for an action: whose records, or just yes and no where records have no owner. */
export function scopesOf(object: ObjectDefinition, action: Action): readonly Scope[] {
  if (RESERVED.includes(object.name) && action !== 'read') return [];
  if (action === 'delete' && !object.removable) return [];
  if (action === 'create' || !Object.hasOwn(object.fields, 'owner_id')) return ['none', 'all'];
  return ['none', 'own', 'team', 'all'];
}

/** The rules with one right changed; what is as the base has it is left out. */
export function withRight(
  rules: Rules,
  object: ObjectDefinition,
  { base, action, scope }: { base: string; action: Action; scope: Scope },
): Rules {
  const usual = permissionOf(object.access, base as BuiltInRole);
  const next = { ...rightsOf(object, base, rules), [action]: scope };
  const own = Object.fromEntries(actions.filter((one) => next[one] !== usual[one]).map((one) => [one, next[one]]));
  return { ...rules, permissions: withKey(rules.permissions, object.name, own) };
}

/** The rules with the right of one field changed; null takes its restriction away. */
export function withFieldRight(
  rules: Rules,
  { object, field, right }: { object: string; field: string; right: FieldRight | null },
): Rules {
  const { [field]: _, ...others } = rules.fields[object] ?? {};
  return { ...rules, fields: withKey(rules.fields, object, right ? { ...others, [field]: right } : others) };
}

function withKey<T extends object>(all: Readonly<Record<string, T>>, key: string, value: T): Record<string, T> {
  const { [key]: _, ...others } = all;
  return Object.keys(value).length > 0 ? { ...others, [key]: value } : others;
}
