/** What can be done to records of an object. */
export type Action = 'create' | 'read' | 'update' | 'delete';

export const roles = ['admin', 'manager', 'rep', 'viewer'] as const;
export type Role = (typeof roles)[number];

/** Which roles may do what with an object's records. */
export type Access = Readonly<Record<Action, readonly Role[]>>;

const editors: readonly Role[] = ['admin', 'manager', 'rep'];

/** Everyone reads, viewers do nothing else. */
export const sharedWork: Access = { create: editors, read: roles, update: editors, delete: editors };

/** Everyone reads, those who set the tenant up write. */
export function managedBy(...managers: Role[]): Access {
  return { create: managers, read: roles, update: managers, delete: managers };
}

/** Whether a role may do something; the server decides with it, the web app hides buttons by it. */
export function can(role: Role, access: Access, action: Action): boolean {
  return access[action].includes(role);
}
