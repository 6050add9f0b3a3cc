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

/** Who is shown a record beside its owner: nobody, the owner's team with the teams below it, everybody. */
export const visibilities = ['private', 'team', 'everyone'] as const;

/** What a role may do with an object's records. */
export type Permission = Readonly<Record<Action, Scope>>;

/** Which built-in roles may do what with an object's records, before a tenant changes anything: those listed with everybody's, or whose by role. */
export type Access = Readonly<Record<Action, readonly BuiltInRole[] | Readonly<Record<BuiltInRole, Scope>>>>;

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

const mostlyOwn = { admin: 'all', manager: 'all', rep: 'own', viewer: 'own' } as const;

/** Everyone makes their own, managers change what others show them too. */
export const personalWork: Access = {
  create: builtInRoles,
  read: builtInRoles,
  update: mostlyOwn,
  delete: mostlyOwn,
  export: editors,
};

/** What a built-in role may do with an object, before a tenant changes anything. */
export function permissionOf(access: Access, role: BuiltInRole): Permission {
  return Object.fromEntries(actions.map((action) => [action, scopeOf(access[action], role)])) as Permission;
}

function scopeOf(given: Access[Action], role: BuiltInRole): Scope {
  if (!isList(given)) return given[role];
  return given.includes(role) ? 'all' : 'none';
}

function isList(given: Access[Action]): given is readonly BuiltInRole[] {
  return Array.isArray(given);
}
