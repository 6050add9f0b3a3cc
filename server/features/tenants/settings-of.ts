import type { Ctx } from '#server/platform/context.ts';
import { objectsFor } from '#server/records/definition.ts';
import type { Session } from '#shared/api/session.ts';

/** The choices of the tenant's option fields, by object and field, and what the caller's role may do, by object. */
export async function settingsOf(ctx: Ctx): Promise<Pick<Session, 'options' | 'permissions'>> {
  const options: Session['options'] = {};
  const permissions: Session['permissions'] = {};
  for (const object of (await objectsFor(ctx)).values()) {
    permissions[object.name] = object.permission;
    for (const [field, { options: choices }] of Object.entries(object.fields)) {
      if (!choices) continue;
      options[object.name] ??= {};
      (options[object.name] as Record<string, unknown>)[field] = [...choices];
    }
  }
  return { options, permissions };
}
