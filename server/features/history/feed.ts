import type { Ctx } from '#server/platform/context.ts';
import { sql } from '#server/platform/db/sql.ts';
import type { Input, Reply } from '#server/platform/http/types.ts';
import { viewerOf } from '#server/records/access.ts';
import { objectsFor } from '#server/records/definition.ts';
import { invalid } from '#shared/errors.ts';
import { type ChangeRow, changeColumns, seenChanges, visibleChanges } from './seen-changes.ts';

interface FeedRow extends ChangeRow {
  tx: string;
}

/**
 * `GET /api/v1/changes`: every change since a cursor, each once, in the order of transactions. A transaction shows only when
 * no earlier one is still under way, so none can slip in before the cursor later on.
 */
export async function readFeed(ctx: Ctx, input: Input): Promise<Reply> {
  const cursor = readCursor(input.query.since);
  const limit = readLimit(input.query.limit);
  const objects = await objectsFor(ctx);
  const visible = visibleChanges(await viewerOf(ctx), [...objects.values()]);
  const { history, restoredBy } = await readHistory(ctx);
  const since =
    history === cursor.history || input.query.since === undefined ? cursor : { tx: restoredBy, id: cursor.id };
  // By the column: the text of the same name would put 1000 before 999.
  const [rows = []] = await ctx.app.db.read(
    ctx.tenantId,
    [
      sql`select ${changeColumns}, tx::text as tx from changes
          where tenant_id = ${ctx.tenantId} and (tx, id) > (${since.tx}::text::xid8, ${since.id})
            and tx < pg_snapshot_xmin(pg_current_snapshot()) and ${visible}
          order by changes.tx, id limit ${limit}`,
    ],
    ctx,
  );
  const changes = rows as FeedRow[];
  const last = changes.at(-1);
  const at = last ?? (history === cursor.history ? null : since);
  const next = at ? `${history}-${at.tx}-${at.id}` : (input.query.since ?? null);
  const data = await seenChanges(
    ctx,
    objects,
    changes.map(({ tx: _tx, ...change }) => change as ChangeRow),
  );
  return {
    body: {
      success: true,
      data,
      next_cursor: next,
    },
  };
}

interface Cursor {
  /** How often the database had been restored from a backup, which numbers its transactions anew. */
  history: string;
  tx: string;
  id: number;
}

/**
 * Which history the database has, and the transaction that restored it. A cursor of before that goes on by ids, in whose order
 * the restored changes stand: it may repeat a change, and skips none.
 */
async function readHistory(ctx: Ctx): Promise<{ history: string; restoredBy: string }> {
  const [row] = await ctx.app.db.global<{ value: string }>(sql`select value from installation where key = 'history'`);
  const [history = '0', restoredBy = '0'] = row?.value.split(' ') ?? [];
  return { history, restoredBy };
}

function readCursor(given: string | undefined): Cursor {
  if (given === undefined || given === '') return { history: '0', tx: '0', id: 0 };
  const [, history = '0', tx = '', id = ''] = /^(?:(\d{1,9})-)?(\d{1,19})-(\d{1,15})$/.exec(given) ?? [];
  if (tx === '') throw invalid({ since: 'Since must be a next_cursor of an earlier answer, or be left out' });
  return { history, tx, id: Number(id) };
}

function readLimit(given: string | undefined): number {
  if (given === undefined) return 100;
  const limit = /^\d{1,9}$/.test(given) ? Number(given) : 0;
  if (limit < 1) throw invalid({ limit: 'Limit must be a positive integer' });
  return Math.min(limit, 1000);
}
