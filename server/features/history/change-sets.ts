import type { Ctx } from '#server/platform/context.ts';
import { sql } from '#server/platform/db/sql.ts';
import type { Input, Reply } from '#server/platform/http/types.ts';
import { viewerOf } from '#server/records/access.ts';
import { answerWrite } from '#server/records/answer-write.ts';
import { objectsFor } from '#server/records/definition.ts';
import { undoChangeSet } from '#server/records/undo.ts';
import { invalid } from '#shared/errors.ts';
import { readInteger } from '#shared/fields/integer.ts';
import { nextCursor, readCursor } from './list-changes.ts';
import { visibleChanges } from './seen-changes.ts';

const PAGE = 50;

/**
 * `GET /api/v1/change-sets`: what was done (by `user_id`, where given), newest first, with the number of changes in each, whole and
 * by object, of records that the caller may read.
 */
export async function listChangeSets(ctx: Ctx, input: Input): Promise<Reply> {
  const before = readCursor(input.query.cursor);
  const userId = input.query.user_id === undefined ? null : readInteger(input.query.user_id);
  if (input.query.user_id !== undefined && userId === null) throw invalid({ user_id: 'User must be the id of a user' });
  const visible = visibleChanges(await viewerOf(ctx), [...(await objectsFor(ctx)).values()]);
  const [rows = []] = await ctx.app.db.read(
    ctx.tenantId,
    [
      sql`select s.id, s.action, s.user_id, s.via, s.created_at, coalesce(n.changes, 0) as changes,
            coalesce(n.objects, '{}') as objects
          from change_sets s left join lateral (
            select sum(count)::integer as changes, jsonb_object_agg(object, count) as objects from (
              select object, count(*) from changes
              where changes.tenant_id = s.tenant_id and change_set_id = s.id and ${visible} group by object) o
          ) n on true
          where s.tenant_id = ${ctx.tenantId} and s.id < ${before}
            and ${userId === null ? sql`true` : sql`s.user_id = ${userId}`} order by s.id desc limit ${PAGE}`,
    ],
    ctx,
  );
  return { body: { success: true, data: rows, next_cursor: nextCursor(rows, PAGE) } };
}

/** `POST /api/v1/change-sets/:id/undo`. */
export async function undo(ctx: Ctx, input: Input): Promise<Reply> {
  const { on_conflict: onConflict = 'fail', ...others } = input.body;
  const errors = Object.fromEntries(Object.keys(others).map((name) => [name, 'Unknown field']));
  const isKnown = onConflict === 'fail' || onConflict === 'skip' || onConflict === 'force';
  if (!isKnown) errors.on_conflict = 'On conflict must be one of fail, skip, force';
  if (!isKnown || Object.keys(errors).length > 0) throw invalid(errors);
  const changeSetId = readInteger(input.params.id) ?? 0;
  return answerWrite(ctx, input, 'undo', async (work) => {
    const { restored, skipped } = await undoChangeSet(work, { changeSetId, onConflict });
    const undoneBy = work.recorded.length > 0 ? await work.changeSetId() : null;
    return { body: { success: true, data: { change_set_id: undoneBy, restored, skipped } } };
  });
}
