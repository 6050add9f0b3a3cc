import type { Ctx } from '#server/platform/context.ts';
import { sql } from '#server/platform/db/sql.ts';
import type { Input, Reply } from '#server/platform/http/types.ts';
import { objectsFor } from '#server/records/definition.ts';
import { invalid } from '#shared/errors.ts';
import { can } from '#shared/permissions.ts';

interface FeedRow extends Record<string, unknown> {
  id: number;
  tx: string;
}

/**
 * `GET /api/v1/changes`: every change since a cursor, each once, in the order of transactions. A transaction shows only when
 * no earlier one is still under way, so none can slip in before the cursor later on.
 */
export async function readFeed(ctx: Ctx, input: Input): Promise<Reply> {
  const since = readCursor(input.query.since);
  const limit = readLimit(input.query.limit);
  const readable = [...(await objectsFor(ctx)).values()].filter((object) => can(ctx.user.role, object.access, 'read'));
  const [rows = []] = await ctx.app.db.read(
    ctx.tenantId,
    [
      sql`select id, tx::text as tx, change_set_id, object, record_id, action, before, after, user_id, via, created_at
          from changes
          where tenant_id = ${ctx.tenantId} and (tx, id) > (${since.tx}::text::xid8, ${since.id})
            and tx < pg_snapshot_xmin(pg_current_snapshot()) and object = any(${readable.map((object) => object.name)}::text[])
          order by tx, id limit ${limit}`,
    ],
    { signal: ctx.signal },
  );
  const changes = rows as FeedRow[];
  const last = changes.at(-1);
  const next = last ? `${last.tx}-${last.id}` : (input.query.since ?? null);
  return { body: { success: true, data: changes.map(({ tx, ...change }) => change), next_cursor: next } };
}

function readCursor(given: string | undefined): { tx: string; id: number } {
  if (given === undefined || given === '') return { tx: '0', id: 0 };
  const [, tx = '', id = ''] = /^(\d{1,19})-(\d{1,15})$/.exec(given) ?? [];
  if (tx === '') throw invalid({ since: 'Since must be a next_cursor of an earlier answer, or be left out' });
  return { tx, id: Number(id) };
}

function readLimit(given: string | undefined): number {
  if (given === undefined) return 100;
  const limit = /^\d{1,9}$/.test(given) ? Number(given) : 0;
  if (limit < 1) throw invalid({ limit: 'Limit must be a positive integer' });
  return Math.min(limit, 1000);
}
