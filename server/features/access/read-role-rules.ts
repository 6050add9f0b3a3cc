import type { CompiledObject, CompiledObjects } from '#server/records/compile-object.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { actions, scopes } from '#shared/permissions.ts';

type Values = Readonly<Record<string, unknown>>;

/** What only admins decide: a role that could change these could give itself every right. */
const RESERVED = ['roles', 'teams', 'users'];
const RIGHTS = ['hidden', 'read'];

/** Checks `permissions` and `fields` of a role against the tenant's objects; returns what is wrong, the first mistake of each. */
export function readRoleRules(objects: CompiledObjects, values: Values): FieldErrors {
  const errors: FieldErrors = {};
  const permissions = firstMistake(objects, values.permissions, permissionMistake);
  const fields = firstMistake(objects, values.fields, fieldMistake);
  if (permissions) errors.permissions = permissions;
  if (fields) errors.fields = fields;
  return errors;
}

type FindMistake = (object: CompiledObject, key: string, value: unknown) => string | null;

function firstMistake(objects: CompiledObjects, rules: unknown, find: FindMistake): string | null {
  for (const [name, byKey] of Object.entries((rules ?? {}) as Values)) {
    const object = objects.get(name);
    if (!object) return `There is no object ${quoted(name)}: it takes ${[...objects.keys()].join(', ')}`;
    if (typeof byKey !== 'object' || byKey === null || Array.isArray(byKey)) return `${name} takes an object of rules`;
    for (const [key, value] of Object.entries(byKey)) {
      const mistake = find(object, key, value);
      if (mistake) return mistake;
    }
  }
  return null;
}

function permissionMistake(object: CompiledObject, action: string, scope: unknown): string | null {
  const at = `${object.name}.${action}`;
  if (!(actions as readonly string[]).includes(action)) return `${object.name} takes ${actions.join(', ')}`;
  if (RESERVED.includes(object.name) && action !== 'read')
    return `${at}: only admins change ${object.label[1].toLowerCase()}`;
  const known = Object.hasOwn(object.fields, 'owner_id')
    ? scopes
    : scopes.filter((one) => one === 'none' || one === 'all');
  return (known as readonly unknown[]).includes(scope) ? null : `${at} takes ${known.join(', ')}`;
}

function fieldMistake(object: CompiledObject, field: string, right: unknown): string | null {
  const at = `${object.name}.${field}`;
  if (!Object.hasOwn(object.fields, field)) return `${object.label[1]} have no field ${quoted(field)}`;
  if (!RIGHTS.includes(String(right))) return `${at} takes ${RIGHTS.join(', ')}`;
  const isNeeded = field === object.title || field === 'owner_id';
  return isNeeded && right === 'hidden' ? `${at} cannot be hidden: every list and every right needs it` : null;
}

function quoted(given: string): string {
  return JSON.stringify(given.slice(0, 60));
}
