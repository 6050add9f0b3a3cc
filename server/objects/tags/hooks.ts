import type { Hooks } from '#server/records/hooks.ts';
import { findTagged } from '#server/records/tagged.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { taggedObjects } from './tagged-objects.ts';

export const tagHooks: Hooks = {
  /** Forms and query strings list tags with commas between them. */
  async beforeWrite(_work, values) {
    const errors: FieldErrors = {};
    if (String(values.name ?? '').includes(',')) errors.name = 'Name must not contain a comma';
    return errors;
  },
  /** A tag that came into being with one record may stand on others by now. */
  async keptOnUndo(work, ids) {
    const { tx, ctx } = work;
    const kept: number[] = [];
    for (const id of ids) {
      for (const object of await taggedObjects(ctx)) {
        const found = await findTagged({ tx, tenantId: ctx.tenantId }, object, {
          needed: { tags: [id], all: false },
          most: 1,
        });
        if (found === null || found.length > 0) kept.push(id);
      }
    }
    return kept;
  },
};
