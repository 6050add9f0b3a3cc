import type { ObjectDefinition } from '#shared/object.ts';
import { type BuiltInRole, builtInRoles, type Permission, permissionOf } from '#shared/permissions.ts';
import type { FieldRights } from './compile-object.ts';

/** A role as it is stored: what differs from the built-in role that it is based on. */
export interface RoleRow {
  key: string;
  name: string;
  base: BuiltInRole;
  /** By object, then by action. */
  permissions: Readonly<Record<string, Partial<Permission>>>;
  /** By object, then by field. */
  fields: Readonly<Record<string, FieldRights>>;
}

const names: Readonly<Record<BuiltInRole, string>> = {
  admin: 'Admin',
  manager: 'Manager',
  rep: 'Sales rep',
  viewer: 'Viewer',
};

/** The roles of the product, as every new tenant gets them. */
export const usualRoles: readonly RoleRow[] = builtInRoles.map((key) => ({
  key,
  name: names[key],
  base: key,
  permissions: {},
  fields: {},
}));

const nothing: Permission = { create: 'none', read: 'none', update: 'none', delete: 'none', export: 'none' };

/** What a role may do with an object's records. An admin may do everything that the product lets an admin do, whatever is stored. */
export function permissionFor(object: ObjectDefinition, role: RoleRow | undefined): Permission {
  if (!role) return nothing;
  const base = permissionOf(object.access, role.base);
  return role.key === 'admin' ? base : { ...base, ...role.permissions[object.name] };
}
