import type { Ctx } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { raw, type Sql, sql } from '#server/platform/db/sql.ts';
import { requireAccess } from './access.ts';
import type { CompiledObject } from './definition.ts';
import type { AnyRecord } from './record.ts';
import { totalFromRollup } from './rollup.ts';
import { type Filter, searchPattern, whereEquals } from './where.ts';

export interface ListInput extends Filter {
  /** From 1. */
  page: number;
  /** Records per page. */
  limit: number;
}

export interface RecordPage {
  data: AnyRecord[];
  /** Exact. */
  total: number;
}

/** Hits up to which a search goes by their ids; a pattern with more of them is dense enough to be found by scanning. */
const MOST_HITS = 10_000;

/** A page of records, newest first, and how many there are in all. */
export async function listRecords(ctx: Ctx, object: CompiledObject, input: ListInput): Promise<RecordPage> {
  requireAccess(ctx, object, 'read');
  const where = whereEquals(ctx, input);
  const search = searchPattern(object, input);
  if (!search) {
    const total = totalFromRollup(ctx, object, input.equals) ?? count(object, where);
    const answers = await ctx.app.db.read(ctx.tenantId, [page(object, where, input), total], { signal: ctx.signal });
    return toPage(answers);
  }
  return ctx.app.db.readWith(ctx.tenantId, (tx) => searchRecords(tx, object, { input, where, ...search }), {
    signal: ctx.signal,
  });
}

interface Search {
  input: ListInput;
  where: Sql;
  pattern: string;
  indexed: boolean;
}

/** Two statements, not a join: under row-level security only `search_ids` can use the trigram index. */
async function searchRecords(tx: Tx, object: CompiledObject, { input, where, ...search }: Search): Promise<RecordPage> {
  const ids = search.indexed ? await findIds(tx, object, search.pattern) : null;
  const matches = ids
    ? sql`${where} and id = any(${ids}::bigint[])`
    : sql`${where} and search_text like ${search.pattern}`;
  if (ids && Object.keys(input.equals).length === 0) {
    return { data: ids.length === 0 ? [] : await tx.query<AnyRecord>(page(object, matches, input)), total: ids.length };
  }
  return toPage(await Promise.all([tx.query(page(object, matches, input)), tx.query(count(object, matches))]));
}

/** Ids of the hits; null when there are too many to go by them. */
async function findIds(tx: Tx, object: CompiledObject, pattern: string): Promise<number[] | null> {
  const [row] = await tx.query<{ ids: string[] | number[] }>(
    sql`select search_ids(${object.name}, ${pattern}, ${MOST_HITS + 1}) as ids`,
  );
  const ids = (row?.ids ?? []).map(Number);
  return ids.length > MOST_HITS ? null : ids;
}

/** Page lengths whose statements are kept prepared as they are; others would only take the places of better ones. */
const USUAL_LIMITS = new Set([25, 50, 100]);

/** Rows to skip from which on it pays to find a page's ids by the index alone before a record is read. */
const FAR = 1000;

function page(object: CompiledObject, where: Sql, { page: number, limit }: ListInput): Sql {
  const skipped = (number - 1) * limit;
  const newest = sql`order by created_at desc, id desc`;
  // Limit as text and no offset: with parameters there PostgreSQL expects a tenth of the table, keeps no plan and plans every
  // list anew, which takes longer than reading it.
  const length = USUAL_LIMITS.has(limit) ? raw(String(limit)) : sql`${limit}`;
  if (skipped === 0) return sql`select ${object.columns} from ${object.table} where ${where} ${newest} limit ${length}`;
  const rest = sql`${newest} limit ${length} offset ${skipped}`;
  if (skipped < FAR) return sql`select ${object.columns} from ${object.table} where ${where} ${rest}`;
  return sql`
    select ${object.columns} from ${object.table}
    where ${where} and id = any(array(select id from ${object.table} where ${where} ${rest})) ${newest}`;
}

function count(object: CompiledObject, where: Sql): Sql {
  return sql`select count(*) as total from ${object.table} where ${where}`;
}

function toPage([rows, totals]: Record<string, unknown>[][]): RecordPage {
  return { data: (rows ?? []) as AnyRecord[], total: Number(totals?.[0]?.total ?? 0) };
}
