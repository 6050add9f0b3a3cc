import type { Ctx } from '#server/platform/context.ts';
import { type Sql, sql } from '#server/platform/db/sql.ts';
import type { Input, Reply } from '#server/platform/http/types.ts';
import { requireAccess, scopeSql, viewerOf } from '#server/records/access.ts';
import { objectFor, objectsFor } from '#server/records/definition.ts';
import { appError, invalid } from '#shared/errors.ts';
import { readInteger } from '#shared/fields/integer.ts';
import { type ChangeRow, changeColumns, seenChanges, visibleChanges } from './seen-changes.ts';

const PAGE = 50;

/** `GET /api/v1/<object>/:id/changes`: what happened to a record, newest first. */
export async function listRecordChanges(ctx: Ctx, input: Input, objectName: string): Promise<Reply> {
  const id = readInteger(input.params.id) ?? 0;
  const object = await objectFor(ctx, objectName);
  requireAccess(ctx, object, 'read');
  const scope = scopeSql(await viewerOf(ctx), object, 'read') ?? sql`true`;
  const isThere = sql`from ${object.table} where tenant_id = ${ctx.tenantId} and id = ${id} and ${scope}`;
  return listChanges(ctx, input, { condition: sql`object = ${objectName} and record_id = ${id}`, isThere });
}

/** `GET /api/v1/change-sets/:id/changes`: what one change set did, last first. */
export function listSetChanges(ctx: Ctx, input: Input): Promise<Reply> {
  const id = readInteger(input.params.id) ?? 0;
  const isThere = sql`from change_sets where tenant_id = ${ctx.tenantId} and id = ${id}`;
  return listChanges(ctx, input, { condition: sql`change_set_id = ${id}`, isThere });
}

interface Wanted {
  condition: Sql;
  /** Where there is a row if there is anything to tell of; without, nobody learns that it exists. */
  isThere: Sql;
}

async function listChanges(ctx: Ctx, input: Input, { condition, isThere }: Wanted): Promise<Reply> {
  const before = readCursor(input.query.cursor);
  const objects = await objectsFor(ctx);
  const visible = visibleChanges(await viewerOf(ctx), [...objects.values()]);
  const [there = [], rows = []] = await ctx.app.db.read(
    ctx.tenantId,
    [
      sql`select 1 ${isThere}`,
      sql`select ${changeColumns} from changes
          where tenant_id = ${ctx.tenantId} and ${condition} and id < ${before} and ${visible}
          order by id desc limit ${PAGE}`,
    ],
    ctx,
  );
  if (there.length === 0) throw appError('not_found');
  const data = await seenChanges(ctx, objects, rows as ChangeRow[]);
  return { body: { success: true, data, next_cursor: nextCursor(data, PAGE) } };
}

/** Where a list by falling ids goes on; null at its end. */
export function nextCursor(rows: readonly Readonly<Record<string, unknown>>[], page: number): string | null {
  return rows.length === page ? String(rows.at(-1)?.id) : null;
}

/** Lists by falling ids go on below this one. */
export function readCursor(given: string | undefined): number {
  const before = given === undefined ? Number.MAX_SAFE_INTEGER : readInteger(given);
  if (before === null) throw invalid({ cursor: 'Cursor must be a next_cursor of an earlier answer' });
  return before;
}
