import type { Ctx } from '#server/platform/context.ts';
import { objectsFor } from '#server/records/definition.ts';
import type { Option } from '#shared/fields/field.ts';

/** The choices of the tenant's option fields, by object and field. */
export async function optionsOf(ctx: Ctx): Promise<Record<string, Record<string, Option[]>>> {
  const options: Record<string, Record<string, Option[]>> = {};
  for (const object of (await objectsFor(ctx)).values()) {
    for (const [field, { options: choices }] of Object.entries(object.fields)) {
      if (!choices) continue;
      options[object.name] ??= {};
      (options[object.name] as Record<string, Option[]>)[field] = [...choices];
    }
  }
  return options;
}
