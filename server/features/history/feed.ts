import type { Ctx } from '#server/platform/context.ts';
import { join, type Sql, sql } from '#server/platform/db/sql.ts';
import type { Input, Reply } from '#server/platform/http/types.ts';
import { scopeSql, type Viewer, viewerOf } from '#server/records/access.ts';
import type { CompiledObject } from '#server/records/compile-object.ts';
import { objectsFor } from '#server/records/definition.ts';
import { pick } from '#server/records/record.ts';
import { invalid } from '#shared/errors.ts';

type Values = Readonly<Record<string, unknown>>;

interface FeedRow extends Record<string, unknown> {
  id: number;
  tx: string;
  object: string;
  before: Values | null;
  after: Values | null;
}

/**
 * `GET /api/v1/changes`: every change since a cursor, each once, in the order of transactions. A transaction shows only when
 * no earlier one is still under way, so none can slip in before the cursor later on.
 */
export async function readFeed(ctx: Ctx, input: Input): Promise<Reply> {
  const since = readCursor(input.query.since);
  const limit = readLimit(input.query.limit);
  const objects = await objectsFor(ctx);
  const visible = visibleChanges(await viewerOf(ctx), [...objects.values()]);
  const [rows = []] = await ctx.app.db.read(
    ctx.tenantId,
    [
      sql`select id, tx::text as tx, change_set_id, object, record_id, action, before, after, user_id, via, created_at
          from changes
          where tenant_id = ${ctx.tenantId} and (tx, id) > (${since.tx}::text::xid8, ${since.id})
            and tx < pg_snapshot_xmin(pg_current_snapshot()) and ${visible}
          order by tx, id limit ${limit}`,
    ],
    { signal: ctx.signal },
  );
  const changes = rows as FeedRow[];
  const last = changes.at(-1);
  const next = last ? `${last.tx}-${last.id}` : (input.query.since ?? null);
  return {
    body: {
      success: true,
      data: changes.map((change) => seenChange(objects.get(change.object), change)),
      next_cursor: next,
    },
  };
}

/** The condition for changes of records that the viewer may read, those in the trash included. */
function visibleChanges(viewer: Viewer, objects: readonly CompiledObject[]): Sql {
  const readable = objects.filter((object) => object.permission.read !== 'none');
  const scoped = readable.flatMap((object) => {
    const scope = scopeSql(viewer, object, 'read', object.table);
    return scope ? [{ object, scope }] : [];
  });
  const free = readable.filter((object) => !scoped.some((one) => one.object === object));
  const conditions = scoped.map(
    ({ object, scope }) => sql`object = ${object.name} and exists (
      select from ${object.table}
      where ${object.table}.tenant_id = ${viewer.tenantId} and ${object.table}.id = changes.record_id and ${scope})`,
  );
  return sql`(${join([sql`object = any(${free.map((object) => object.name)}::text[])`, ...conditions], ' or ')})`;
}

/** A change without the fields that are hidden from the role. */
function seenChange(object: CompiledObject | undefined, { tx, ...change }: FeedRow): Values {
  if (!object || object.allFields === object.whole.allFields) return change;
  const keep = (values: Values | null) =>
    values &&
    pick(
      values,
      Object.keys(values).filter((field) => Object.hasOwn(object.allFields, field)),
    );
  return { ...change, before: keep(change.before as Values | null), after: keep(change.after as Values | null) };
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
