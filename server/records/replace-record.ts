import { appError, invalid } from '#shared/errors.ts';
import { requireAccess } from './access.ts';
import type { Work } from './change-set.ts';
import type { CompiledObject } from './compile-object.ts';
import { replaceValues } from './replace-value.ts';
import { lockRecords } from './update-many.ts';

/**
 * Puts another record in the place of one that is about to go, wherever live records refer to it, whoever owns them: it is the one
 * that goes which the user must be allowed to delete.
 */
export async function replaceRecord(
  work: Work,
  object: CompiledObject,
  { id, replacement }: { id: number; replacement: number },
): Promise<void> {
  requireAccess(work.ctx, object, 'delete');
  const found = await lockRecords(work, object, { ids: [id, replacement], trashed: false, action: 'delete' });
  const [record, heir] = [found.get(id), found.get(replacement)];
  if (!record) throw appError('not_found');
  if (!heir || heir === record) {
    const one = object.label[0].toLowerCase();
    throw invalid({ replacement: `Replacement must be the id of another existing ${one}` });
  }
  await work.ctx.app.hooks[object.name]?.beforeReplace?.(work, record, heir);
  for (const other of object.objects.values()) {
    for (const [key, { kind, target }] of Object.entries(other.whole.fields)) {
      if (kind !== 'relation' || target !== object.name) continue;
      await replaceValues(work, other.whole, { from: { [key]: id }, to: { [key]: replacement } });
    }
  }
}
