import { visibleChanges } from '#server/features/history/seen-changes.ts';
import type { Ctx } from '#server/platform/context.ts';
import { sql } from '#server/platform/db/sql.ts';
import { viewerOf } from '#server/records/access.ts';
import { objectsFor } from '#server/records/definition.ts';

/** A record that was changed: where, how and by whom; what it says is read like any other record. */
export interface NewsItem extends Record<string, unknown> {
  object: string;
  record_id: number;
  action: string;
  change_set_id: number;
  user_id: number | null;
}

export interface News {
  items: NewsItem[];
  /** Where the next look goes on. */
  place: string;
  /** So much has happened, or so long ago, that everything on screen may be old. */
  isFlood: boolean;
}

/** More changes than these are not told one by one. */
const MOST = 500;

/** The place in the feed at this moment. */
export async function presentPlace(ctx: Ctx): Promise<string> {
  const [rows = []] = await ctx.app.db.read(ctx.tenantId, [
    sql`select pg_snapshot_xmin(pg_current_snapshot())::text as tx`,
  ]);
  return `${rows[0]?.tx}-0`;
}

/** Whether a text is a place in the feed. */
export function isPlace(text: string | undefined): text is string {
  return text !== undefined && /^\d{1,19}-\d{1,15}$/.test(text);
}

/** What the caller may see of the changes since a place, in the order of the feed. */
export async function readNews(ctx: Ctx, place: string): Promise<News> {
  const [tx = '0', id = '0'] = place.split('-');
  const visible = visibleChanges(await viewerOf(ctx), [...(await objectsFor(ctx)).values()]);
  const [[now] = [], rows = []] = await ctx.app.db.read(
    ctx.tenantId,
    [
      sql`select pg_snapshot_xmin(pg_current_snapshot())::text as tx,
            ${tx}::text::xid8 > pg_snapshot_xmin(pg_current_snapshot()) as is_ahead`,
      sql`select object, record_id, action, change_set_id, user_id, tx::text as tx, id from changes
          where tenant_id = ${ctx.tenantId} and (tx, id) > (${tx}::text::xid8, ${id}::bigint)
            and tx < pg_snapshot_xmin(pg_current_snapshot()) and ${visible}
          order by changes.tx, id limit ${MOST + 1}`,
    ],
    ctx,
  );
  // A place ahead of the database is one from before it was restored.
  if (now?.is_ahead || rows.length > MOST) return { items: [], place: `${now?.tx}-0`, isFlood: true };
  const last = rows.at(-1);
  const items = rows.map(({ tx: _tx, id: _id, ...item }) => item as NewsItem);
  return { items, place: last ? `${last.tx}-${last.id}` : place, isFlood: false };
}
