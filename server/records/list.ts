import type { Ctx } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { type Sql, sql } from '#server/platform/db/sql.ts';
import { needlesOf } from '#shared/filter/needles.ts';
import type { FilterNode } from '#shared/filter/node.ts';
import { requireAccess, scopeSql, viewerOf } from './access.ts';
import type { CompiledObject } from './compile-object.ts';
import { type Asking, idsLike } from './ids-like.ts';
import { type Row, readPage, type Stretch } from './page.ts';
import type { AnyRecord } from './record.ts';
import { totalFromRollup } from './rollup.ts';
import { likePattern } from './search-text.ts';
import { isNewestFirst, writeCursor } from './sort.ts';
import { findTagged, neededTags } from './tagged.ts';
import { type Filter, SHORTEST_INDEXED, searchPattern, whereFilter } from './where.ts';

export interface ListInput extends Filter, Stretch {
  /** Whether the number of all matches is wanted. */
  withTotal: boolean;
  /** Up to where matches are counted that no rollup knows; left out: to the end. */
  countUpTo?: number;
}

export interface RecordPage {
  /** The records in the form of answers, as PostgreSQL writes them: making objects of them and texts of those takes twice as long as all the rest. */
  json: string;
  /** Matches on all pages; null when it was not asked for. */
  total: number | null;
  /** There are more than `total`: the count stopped there. */
  isCapped: boolean;
  /** Where the next page begins; null at the end. */
  nextCursor: string | null;
}

/** The records of a page, for whoever does more with them than hand them on. */
export function recordsOf(page: RecordPage): AnyRecord[] {
  return JSON.parse(page.json);
}

/** Hits up to which a search goes by their ids; a pattern with more of them is dense enough to be found by scanning. */
const MOST_HITS = 10_000;

/** A page of records in an order, and how many there are in all. */
export async function listRecords(ctx: Ctx, object: CompiledObject, input: ListInput): Promise<RecordPage> {
  requireAccess(ctx, object, 'read');
  const viewer = await viewerOf(ctx);
  const where = whereFilter(viewer, object, input);
  // Counts are kept of everybody's records outside the trash.
  const isWhole = !input.trash && !input.reach && !scopeSql(viewer, object, 'read');
  const search = searchPattern(object, input);
  if (search) {
    const found = search.recheck ? { where: sql`${where} and ${search.recheck}`, isWhole: false } : { where, isWhole };
    const find = (tx: Tx) => searchRecords({ ctx, tx }, object, { input, ...found, ...search });
    return ctx.app.db.readWith(ctx.tenantId, find, ctx);
  }
  const find = input.trash ? null : finderOf(ctx, object, input.node);
  if (find) {
    const list = (tx: Tx) => listFound(tx, object, { input, where, find });
    return ctx.app.db.readWith(ctx.tenantId, list, ctx);
  }
  const known = input.node || !input.withTotal || !isWhole ? null : totalFromRollup(ctx, object, input.equals);
  const readAll = (queries: Sql[]) => ctx.app.db.read(ctx.tenantId, queries, ctx);
  const read = async (query: Sql) => (await readAll([query]))[0] ?? [];
  let totals: Totals;
  const readFirst = async (query: Sql) => {
    if (known) {
      const [first, ...others] = await read(pageWithTotal(known, query));
      totals = [{ total: first?.total }];
      return !first || first.record === null ? [] : [first, ...others];
    }
    const [rows = [], counted] = await readAll([
      query,
      ...(input.withTotal ? [count(object, where, input.countUpTo)] : []),
    ]);
    totals = counted;
    return rows;
  };
  const rows = await readPage(object, { where, stretch: input, readFirst, read });
  return toPage(object, input, { rows, totals, isExact: known !== null });
}

type Totals = readonly Record<string, unknown>[] | undefined;

/** One statement: a second one would cost as much again as reading the page. Without any record there is one row of nulls. */
function pageWithTotal(total: Sql, records: Sql): Sql {
  return sql`select page.record, counted.total from (${total}) counted left join (${records}) page on true`;
}

interface Search {
  input: ListInput;
  where: Sql;
  /** The viewer may read every record. */
  isWhole: boolean;
  pattern: string;
  indexed: boolean;
}

/** Two statements, not a join: under row-level security only `idsLike` can use the trigram index. */
async function searchRecords(
  { ctx, tx }: Asking,
  object: CompiledObject,
  { input, where, isWhole, ...search }: Search,
): Promise<RecordPage> {
  const ids = search.indexed && !input.trash ? await findIds({ ctx, tx }, object, search.pattern) : null;
  const read = (query: Sql) => tx.query(query);
  const matches = ids
    ? sql`${where} and id = any(${ids}::bigint[])`
    : sql`${where} and search_text like ${search.pattern}`;
  if (ids && isWhole && !input.node && Object.keys(input.equals).length === 0) {
    const { page, stretch } = pageOf(ids, input);
    const onPage = sql`${where} and id = any(${page}::bigint[])`;
    const rows = page.length === 0 ? [] : await readPage(object, { where: onPage, stretch, readFirst: read, read });
    return toPage(object, input, { rows, totals: [{ total: ids.length }], isExact: true });
  }
  return readCounted(tx, object, { input, where: matches });
}

/** The hits of the page that is asked for, where their order is the list's; otherwise all of them. */
function pageOf(
  ids: readonly number[],
  { sort, cursor, page, limit }: Stretch,
): { page: readonly number[]; stretch: Stretch } {
  const stretch = { sort, page, limit, ...(cursor !== undefined && { cursor }) };
  if (cursor !== undefined || !isNewestFirst(sort)) return { page: ids, stretch };
  const start = (page - 1) * limit;
  return { page: ids.slice(start, start + limit + 1), stretch: { ...stretch, page: 1 } };
}

/** Finds the ids among which all records are that pass a filter; null when they are too many to go by them. */
type Find = (tx: Tx) => Promise<number[] | null>;

/** What can look for a part of the filter outside of the policy; null when nothing can. */
function finderOf(ctx: Ctx, object: CompiledObject, node: FilterNode | null | undefined): Find | null {
  const needed = neededTags(node);
  if (needed) return (tx) => findTagged({ tx, tenantId: ctx.tenantId }, object, { needed, most: MOST_HITS });
  const needles = node ? needlesOf(node, object.searchFields) : [];
  const longest = needles.toSorted((a, b) => b.length - a.length)[0] ?? '';
  return longest.length >= SHORTEST_INDEXED ? (tx) => findIds({ ctx, tx }, object, likePattern(longest)) : null;
}

/** As with a search: a few records go by their ids, many are met soon enough in list order. */
async function listFound(
  tx: Tx,
  object: CompiledObject,
  { input, where, find }: { input: ListInput; where: Sql; find: Find },
): Promise<RecordPage> {
  const ids = await find(tx);
  return readCounted(tx, object, { input, where: ids ? sql`${where} and id = any(${ids}::bigint[])` : where });
}

async function readCounted(
  tx: Tx,
  object: CompiledObject,
  { input, where }: { input: ListInput; where: Sql },
): Promise<RecordPage> {
  const read = (query: Sql) => tx.query(query);
  const total = input.withTotal ? read(count(object, where, input.countUpTo)) : undefined;
  const page = readPage(object, { where, stretch: input, readFirst: read, read });
  const [rows, totals] = await Promise.all([page, total]);
  return toPage(object, input, { rows, totals, isExact: false });
}

/** Ids of the hits, newest first; null when there are too many to go by them. */
async function findIds(asking: Asking, object: CompiledObject, pattern: string): Promise<number[] | null> {
  const ids = await idsLike(asking, object, { pattern, most: MOST_HITS + 1 });
  return ids.length > MOST_HITS ? null : ids;
}

function count(object: CompiledObject, where: Sql, upTo?: number): Sql {
  if (upTo === undefined) return sql`select count(*) as total from ${object.table} where ${where}`;
  return sql`select count(*) as total from (select 1 from ${object.table} where ${where} limit ${upTo + 1}) counted`;
}

interface Answers {
  rows: readonly Row[];
  totals: Totals;
  isExact: boolean;
}

function toPage(object: CompiledObject, input: ListInput, { rows, totals, isExact }: Answers): RecordPage {
  const { limit, sort, countUpTo, withTotal } = input;
  const records = rows.slice(0, limit).map((row) => row.record);
  const last = records.at(-1);
  const counted = Number(totals?.[0]?.total ?? 0);
  const isCapped = !isExact && countUpTo !== undefined && counted > countUpTo;
  return {
    json: object.answerJson(records),
    total: withTotal ? (isCapped ? countUpTo : counted) : null,
    isCapped,
    nextCursor: rows.length > limit && last ? writeCursor(sort, JSON.parse(object.answerJson([last]))[0]) : null,
  };
}
