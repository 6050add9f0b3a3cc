import { appError } from '#shared/errors.ts';
import { requireAccess } from './access.ts';
import { answerOf } from './answer-record.ts';
import type { Work } from './change-set.ts';
import type { CompiledObject } from './compile-object.ts';
import type { AnyRecord } from './record.ts';
import { restoreMany } from './trash-many.ts';
import { lockRecords } from './update-many.ts';

/** Takes a record out of the trash; refused where its unique values are taken by now. */
export async function restoreRecord(work: Work, object: CompiledObject, id: number): Promise<AnyRecord> {
  requireAccess(work.ctx, object, 'delete');
  const [record] = (await lockRecords(work, object, { ids: [id], trashed: true, action: 'delete' })).values();
  if (!record) throw appError('not_found');
  await restoreMany(work, object, [record]);
  const [restored] = (await lockRecords(work, object, { ids: [id], trashed: false, action: 'delete' })).values();
  if (!restored) throw new Error(`the ${object.name} record was not restored`);
  return answerOf(work, object, restored);
}
