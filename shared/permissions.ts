/** What can be done to records of an object. */
export const actions = ['create', 'read', 'update', 'delete', 'export'] as const;
export type Action = (typeof actions)[number];

/** The roles that every tenant has; its own ones come beside them. */
export const builtInRoles = ['admin', 'manager', 'rep', 'viewer'] as const;
export type BuiltInRole = (typeof builtInRoles)[number];

/** The key of a role: a built-in one, or one that the tenant has made. */
export type Role = string;

/** Whose records an action reaches: nobody's, one's own, those of one's team and the teams below it, everybody's. */
export const scopes = ['none', 'own', 'team', 'all'] as const;
export type Scope = (typeof scopes)[number];

/** What a role may do with an object's records. */
export type Permission = Readonly<Record<Action, Scope>>;

/** Which built-in roles may do what with an object's records, before a tenant changes anything. */
export type Access = Readonly<Record<Action, readonly BuiltInRole[]>>;

const editors: readonly BuiltInRole[] = ['admin', 'manager', 'rep'];

/** Everyone reads, viewers do nothing else. */
export const sharedWork: Access = {
  create: editors,
  read: builtInRoles,
  update: editors,
  delete: editors,
  export: editors,
};

/** Everyone reads, those who set the tenant up write. */
export function managedBy(...managers: BuiltInRole[]): Access {
  return { create: managers, read: builtInRoles, update: managers, delete: managers, export: managers };
}

/** What a built-in role may do with an object, before a tenant changes anything. */
export function permissionOf(access: Access, role: BuiltInRole): Permission {
  const entries = actions.map((action) => [action, access[action].includes(role) ? 'all' : 'none']);
  return Object.fromEntries(entries) as Permission;
}
