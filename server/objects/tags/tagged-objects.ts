import type { Ctx } from '#server/platform/context.ts';
import { type CompiledObject, objectsFor } from '#server/records/definition.ts';

/** The objects whose records carry tags, each with every field. */
export async function taggedObjects(ctx: Ctx): Promise<CompiledObject[]> {
  const objects = [...(await objectsFor(ctx)).values()].map((object) => object.whole);
  return objects.filter((object) => object.tagFields.length > 0);
}
