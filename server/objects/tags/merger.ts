import type { Ctx } from '#server/platform/context.ts';
import { name, sql } from '#server/platform/db/sql.ts';
import type { Input, Reply, SignedInRoute } from '#server/platform/http/types.ts';
import { requireAccess } from '#server/records/access.ts';
import { answerWrite } from '#server/records/answer-write.ts';
import type { Work } from '#server/records/change-set.ts';
import { type CompiledObject, objectFor } from '#server/records/definition.ts';
import type { AnyRecord } from '#server/records/record.ts';
import { removeRecord } from '#server/records/remove.ts';
import { lockRecord } from '#server/records/update.ts';
import { MANY, updateMany } from '#server/records/update-many.ts';
import { dataOf } from '#shared/api/answers.ts';
import { aCount, anId, fieldsOf, shape } from '#shared/api/json-schema.ts';
import { fieldSchema } from '#shared/api/record-schemas.ts';
import { invalid } from '#shared/errors.ts';
import { readInput } from '#shared/fields/input.ts';
import { readInteger } from '#shared/fields/integer.ts';
import { relation } from '#shared/fields/relation.ts';
import { defineRoute } from '#shared/route.ts';
import { taggedObjects } from './tagged-objects.ts';

const body = { into_id: relation('tags', { required: true, label: 'Tag to merge into' }) };

/** `POST /api/v1/tags/<id>/merger` with `{"into_id": 7}`: every record that has the tag gets the other one instead, in one change set. */
export const mergerRoute: SignedInRoute = {
  route: defineRoute({
    method: 'POST',
    path: '/api/v1/tags/:id/merger',
    object: 'tags',
    needs: 'update',
    summary: 'Merge a tag into another',
    body: fieldsOf({ into_id: fieldSchema(body.into_id) }),
    answer: dataOf(shape({ tag_id: anId, changed: aCount, change_set_id: anId })),
    status: 201,
    rate: 'write',
    keyed: true,
  }),
  handler: mergeTag,
};

async function mergeTag(ctx: Ctx, input: Input): Promise<Reply> {
  const tags = await objectFor(ctx, 'tags');
  const id = readInteger(input.params.id) ?? 0;
  return answerWrite(ctx, input, 'merger', async (work) => {
    requireAccess(ctx, tags, 'update');
    await lockRecord(work, tags, { id, action: 'delete' });
    const intoId = await readInto(work, tags, input);
    if (intoId === id) throw invalid({ into_id: 'Tag to merge into must be another tag' });
    let changed = 0;
    for (const object of await taggedObjects(ctx)) changed += await retag(work, object, { id, intoId });
    await removeRecord(work, tags, { id });
    const data = { tag_id: intoId, changed, change_set_id: await work.changeSetId() };
    return { status: 201, body: { success: true, data } };
  });
}

async function readInto({ ctx, tx }: Work, tags: CompiledObject, input: Input): Promise<number> {
  const { values, errors } = readInput(body, input.body, 'create');
  if (Object.keys(errors).length > 0) throw invalid(errors);
  const rows = await tx.query<{ id: number }>(sql`
    select id from ${tags.table} where tenant_id = ${ctx.tenantId} and id = ${values.into_id} and deleted_at is null for update`);
  if (!rows[0]) throw invalid({ into_id: 'Tag to merge into must be the id of an existing tag' });
  return rows[0].id;
}

/** Records in the trash too, so that they come back with the tag that there is. Whoever manages tags does so for all records, like a rename. */
async function retag(
  work: Work,
  object: CompiledObject,
  { id, intoId }: { id: number; intoId: number },
): Promise<number> {
  let changed = 0;
  for (const field of object.tagFields) {
    const column = name(field);
    for (let last = 0; ; ) {
      const rows = await work.tx.query<AnyRecord>(sql`
        select ${object.rowColumns} from ${object.table}
        where tenant_id = ${work.ctx.tenantId} and deleted_at is null and ${column} <> '{}' and ${column} @> array[${id}::bigint] and id > ${last}
        order by id limit ${MANY} for update`);
      await updateMany(work, object, {
        before: new Map(rows.map((row) => [row.id, row])),
        rows: rows.map((row) => ({ id: row.id, values: { [field]: replaced(row[field] as number[], id, intoId) } })),
      });
      changed += rows.length;
      last = rows.at(-1)?.id ?? 0;
      if (rows.length < MANY) break;
    }
    await work.tx.query(sql`
      update ${object.table} set ${column} = array(
        select distinct unnest(array_replace(${column}, ${id}::bigint, ${intoId}::bigint)) order by 1)
      where tenant_id = ${work.ctx.tenantId} and deleted_at is not null and ${column} @> array[${id}::bigint]`);
  }
  return changed;
}

function replaced(ids: readonly number[], from: number, into: number): number[] {
  return [...new Set(ids.map((one) => (one === from ? into : one)))].toSorted((a, b) => a - b);
}
