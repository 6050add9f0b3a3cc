import type { Ctx } from '#server/platform/context.ts';
import type { Input, Reply } from '#server/platform/http/types.ts';
import { requireAccess } from '#server/records/access.ts';
import { answerWrite } from '#server/records/answer-write.ts';
import type { Work } from '#server/records/change-set.ts';
import { objectFor } from '#server/records/definition.ts';
import { purgeRecord } from '#server/records/purge.ts';
import { removeRecord } from '#server/records/remove.ts';
import { restoreRecord } from '#server/records/restore.ts';
import { isCustomKey } from '#shared/custom-fields.ts';
import { appError, invalid } from '#shared/errors.ts';
import type { FieldName } from './describe-field.ts';
import { lockFields, type StoredField, storedField } from './field-store.ts';

/**
 * `DELETE /api/v1/fields/<object>.<key>`: an added field goes to the trash with its values, a field of the product becomes again what
 * it was. `?purge=true` deletes an added field of the trash, and every value, for good.
 */
export async function removeField(ctx: Ctx, input: Input, name: FieldName): Promise<Reply> {
  const { purge = 'false' } = input.query;
  if (purge !== 'true' && purge !== 'false') throw invalid({ purge: 'Purge must be true or false' });
  const settings = await objectFor(ctx, 'fields');
  return answerWrite(ctx, input, purge === 'true' ? 'purge' : 'field', async (work) => {
    requireAccess(ctx, settings, 'delete');
    const row = await findRow(work, name);
    if (purge === 'true') {
      await purgeRecord(work, settings, row.id);
      return { body: { success: true, message: 'Field deleted for good' } };
    }
    if (row.isTrashed) throw isCustomKey(row.key) ? appError('not_found') : productsOwn();
    await removeRecord(work, settings, { id: row.id });
    return { body: { success: true, message: isCustomKey(row.key) ? 'Field deleted' : 'Field is as it was' } };
  });
}

/** `POST /api/v1/fields/<object>.<key>/restore`: brings an added field back with its values. */
export async function restoreField(ctx: Ctx, input: Input, name: FieldName): Promise<Reply> {
  const settings = await objectFor(ctx, 'fields');
  return answerWrite(ctx, input, 'restore', async (work) => {
    requireAccess(ctx, settings, 'delete');
    const row = await findRow(work, name);
    if (!row.isTrashed) throw appError('not_found');
    await restoreRecord(work, settings, row.id);
    return { body: { success: true, message: 'Field restored' } };
  });
}

async function findRow(work: Work, name: FieldName): Promise<StoredField> {
  await lockFields(work);
  const row = await storedField(work, name);
  if (row) return row;
  if (isCustomKey(name.key)) throw appError('not_found');
  const object = await objectFor(work.ctx, name.object);
  if (!Object.hasOwn(object.fields, name.key)) throw appError('not_found');
  throw productsOwn();
}

function productsOwn(): Error {
  return appError('conflict', { message: 'Fields of the product cannot be deleted' });
}
