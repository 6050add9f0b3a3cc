import type { Ctx } from '#server/platform/context.ts';
import { objectsFor } from '#server/records/definition.ts';
import type { Session, SessionSettings } from '#shared/api/session.ts';
import type { Field } from '#shared/fields/field.ts';
import type { Fields } from '#shared/fields/input.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { type ObjectName, objects } from '#shared/objects/registry.ts';

/** The choices of the tenant's option fields, by object and field, and what the caller's role may do, by object. */
export async function settingsOf(ctx: Ctx): Promise<SessionSettings> {
  const options: Session['options'] = {};
  const permissions: Session['permissions'] = {};
  const fields: Session['fields'] = {};
  for (const object of (await objectsFor(ctx)).values()) {
    permissions[object.name] = object.permission;
    const own = Object.entries(object.fields).filter(([key, field]) => isTenantsOwn(object, key, field));
    if (own.length > 0)
      fields[object.name] = Object.fromEntries(own.map(([key, { slot: _slot, ...field }]) => [key, field]));
    for (const [field, { options: choices }] of Object.entries(object.fields)) {
      if (!choices) continue;
      options[object.name] ??= {};
      (options[object.name] as Record<string, unknown>)[field] = [...choices];
    }
  }
  return { options, permissions, fields };
}

/** Whether a field was added by the tenant, or reads otherwise than the product's own. */
function isTenantsOwn(object: ObjectDefinition, key: string, field: Field): boolean {
  const usual = objects[object.name as ObjectName]?.fields as Fields;
  return (
    field.custom === true ||
    field.label !== usual[key]?.label ||
    field.help !== undefined ||
    field.position !== undefined ||
    field.choices !== undefined ||
    field.currency !== undefined ||
    field.requiredLater === true
  );
}
