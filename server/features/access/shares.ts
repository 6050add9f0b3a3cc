import type { Ctx } from '#server/platform/context.ts';
import type { Input, Reply } from '#server/platform/http/types.ts';
import { answerWrite } from '#server/records/answer-write.ts';
import { createRecord } from '#server/records/create.ts';
import { objectFor } from '#server/records/definition.ts';
import { getRecord } from '#server/records/get.ts';
import { listRecords, recordsOf } from '#server/records/list.ts';
import { removeRecord } from '#server/records/remove.ts';
import { readSort } from '#server/records/sort.ts';
import { lockRecord } from '#server/records/update.ts';
import { appError, invalid } from '#shared/errors.ts';
import type { FieldErrors } from '#shared/fields/input.ts';

/** A record by the object's name and its id. */
export interface RecordName {
  objectName: string;
  id: number;
}

/** `POST /api/v1/<object>/<id>/shares`: lets one person or one team see the record, or change it too. Whoever may change it may share it. */
export async function addShare(ctx: Ctx, input: Input, { objectName, id }: RecordName): Promise<Reply> {
  const [object, shares] = await Promise.all([objectFor(ctx, objectName), objectFor(ctx, 'shares')]);
  return answerWrite(ctx, input, 'share', async (work) => {
    await lockRecord(work, object, { id, action: 'update' });
    refuseStrange(input.body);
    const share = await createRecord(work, shares, { ...input.body, object: objectName, record_id: id });
    return { status: 201, body: { success: true, data: share } };
  });
}

function refuseStrange(body: Readonly<Record<string, unknown>>): void {
  const errors: FieldErrors = Object.create(null);
  for (const field of ['object', 'record_id']) {
    if (Object.hasOwn(body, field)) errors[field] = 'The path names the record that is shared';
  }
  const given = ['user_id', 'team_id'].filter((field) => (body[field] ?? '') !== '');
  if (given.length === 2) for (const field of given) errors[field] = 'A share is for one person or one team, not both';
  if (Object.keys(errors).length > 0) throw invalid(errors);
}

/** `GET /api/v1/<object>/<id>/shares`. */
export async function listShares(ctx: Ctx, _input: Input, { objectName, id }: RecordName): Promise<Reply> {
  const [object, shares] = await Promise.all([objectFor(ctx, objectName), objectFor(ctx, 'shares')]);
  await getRecord(ctx, object, id);
  const page = await listRecords(ctx, shares, {
    equals: { object: objectName, record_id: id },
    sort: readSort(shares, 'id'),
    page: 1,
    limit: 1000,
    withTotal: false,
  });
  return { body: { success: true, data: recordsOf(page) } };
}

/** `DELETE /api/v1/<object>/<id>/shares/<share>`. */
export async function removeShare(
  ctx: Ctx,
  input: Input,
  { objectName, id, shareId }: RecordName & { shareId: number },
): Promise<Reply> {
  const [object, shares] = await Promise.all([objectFor(ctx, objectName), objectFor(ctx, 'shares')]);
  return answerWrite(ctx, input, 'unshare', async (work) => {
    await lockRecord(work, object, { id, action: 'update' });
    const share = await lockRecord(work, shares, { id: shareId, action: 'delete' });
    if (share.object !== objectName || share.record_id !== id) throw appError('not_found');
    await removeRecord(work, shares, { id: shareId });
    return { body: { success: true, message: 'Share deleted' } };
  });
}
