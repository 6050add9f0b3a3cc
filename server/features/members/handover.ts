import type { Ctx } from '#server/platform/context.ts';
import { sql } from '#server/platform/db/sql.ts';
import type { Input, Reply, SignedInRoute } from '#server/platform/http/types.ts';
import { requireAccess } from '#server/records/access.ts';
import { answerWrite } from '#server/records/answer-write.ts';
import type { Work } from '#server/records/change-set.ts';
import type { CompiledObject } from '#server/records/compile-object.ts';
import { objectsFor } from '#server/records/definition.ts';
import { replaceValues } from '#server/records/replace-value.ts';
import { lockRecord, updateRecord } from '#server/records/update.ts';
import { dataOf } from '#shared/api/answers.ts';
import { aCount, aFlag, anId, aText, fieldsOf, idOf, listOf, orNull, shape } from '#shared/api/json-schema.ts';
import { handoverObjects } from '#shared/api/members.ts';
import { invalid } from '#shared/errors.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { readInteger } from '#shared/fields/integer.ts';
import { defineRoute } from '#shared/route.ts';

/**
 * `POST /api/v1/users/<id>/handover` with `{"to_id": 7}`: gives everything that somebody owns to somebody else, and takes the one
 * who leaves out of the organization; one change set, so that one undo brings all of it back.
 */
export const handoverRoute: SignedInRoute = {
  route: defineRoute({
    method: 'POST',
    path: '/api/v1/users/:id/handover',
    object: 'users',
    needs: 'update',
    summary: 'Give what a member owns to another one, and deactivate the member',
    body: fieldsOf(
      {},
      {
        to_id: { ...orNull(idOf('users')), description: 'Whose the records are from now on; left out, they stay.' },
        objects: { ...listOf(aText), description: 'Only records of these; left out, of all that have owners.' },
        deactivate: { ...aFlag, default: true },
      },
    ),
    answer: dataOf(shape({ changed: aCount, change_set_id: orNull(anId) })),
    status: 201,
    rate: 'write',
    keyed: true,
  }),
  handler: handOver,
};

async function handOver(ctx: Ctx, input: Input): Promise<Reply> {
  const objects = await objectsFor(ctx);
  const users = objects.get('users') as CompiledObject;
  const id = readInteger(input.params.id) ?? 0;
  return answerWrite(ctx, input, 'handover', async (work) => {
    requireAccess(ctx, users, 'update');
    await lockRecord(work, users, { id, action: 'update' });
    const { toId, names, deactivate } = await readBody(work, id, input.body);
    if (toId !== null) {
      for (const name of names) {
        const object = objects.get(name);
        if (!object) continue;
        requireAccess(ctx, object, 'update');
        await replaceValues(work, object, { from: { owner_id: id }, to: { owner_id: toId } });
      }
    }
    const changed = work.recorded.length;
    if (deactivate) await updateRecord(work, users, { id, body: { active: false } });
    const changeSetId = work.recorded.length > 0 ? await work.changeSetId() : null;
    return { status: 201, body: { success: true, data: { changed, change_set_id: changeSetId } } };
  });
}

async function readBody({ ctx, tx }: Work, id: number, body: Readonly<Record<string, unknown>>) {
  const { to_id: given = null, objects: names = handoverObjects, deactivate = true, ...others } = body;
  const errors: FieldErrors = Object.fromEntries(Object.keys(others).map((name) => [name, 'Unknown field']));
  const toId = given === null ? null : readInteger(given);
  if (given !== null && (toId === null || !(await isActive({ ctx, tx }, toId)))) {
    errors.to_id = 'New owner must be the id of an active user';
  } else if (toId === id) errors.to_id = 'New owner must be somebody else';
  if (typeof deactivate !== 'boolean') errors.deactivate = 'Deactivate must be true or false';
  const isKnown = (name: unknown) => handoverObjects.includes(name as never);
  if (!Array.isArray(names) || !names.every(isKnown)) {
    errors.objects = `Objects must be a list of ${handoverObjects.join(', ')}`;
  }
  if (toId === null && deactivate === false) errors.to_id = 'Say who gets the records';
  if (Object.keys(errors).length > 0) throw invalid(errors);
  return { toId, names: names as readonly string[], deactivate };
}

async function isActive({ ctx, tx }: Pick<Work, 'ctx' | 'tx'>, id: number): Promise<boolean> {
  if (id < 1) return false;
  const rows = await tx.query(sql`
    select 1 from users where tenant_id = ${ctx.tenantId} and id = ${id} and active and deleted_at is null`);
  return rows.length === 1;
}
