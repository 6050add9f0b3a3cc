import type { Ctx } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { type Sql, sql } from '#server/platform/db/sql.ts';
import type { CompiledObject } from '#server/records/compile-object.ts';
import { idsLike } from '#server/records/ids-like.ts';
import type { Pattern } from '#server/records/where.ts';

/** Hits of an object that are looked at; of a text with more, those come first that it says most about. */
const MOST_HITS = 200;
/** Hits up to which those in somebody's reach are looked up by their ids, as lists do it. */
const MOST_LOOKED_UP = 10_000;
/** Records of an object among which a text too short for the index is looked for, newest first. */
const NEWEST = 2000;

export interface Looking {
  ctx: Ctx;
  tx: Tx;
  object: CompiledObject;
  /** The condition for the records that the viewer may read. */
  where: Sql;
  /** These are all of the tenant's. */
  isWhole: boolean;
}

/** Ids of records with a text, among them those with it that the viewer may read. */
export async function idsWithText(looking: Looking, text: Pattern): Promise<number[]> {
  if (!text.indexed) return newestWith(looking, text.pattern);
  const found = await newestLike(looking, text.pattern);
  if (found.length < MOST_HITS) return found;
  const best = await Promise.all(bestPatterns(text.pattern).map((pattern) => newestLike(looking, pattern)));
  const isSeen = looking.isWhole && !text.recheck;
  return [...best.flat(), ...(isSeen ? found : await idsInReach(looking, text))];
}

/** Ids of the newest records of the tenant whose search text is like that, whoever may read them. */
export function newestLike(looking: Looking, pattern: string, most = MOST_HITS): Promise<number[]> {
  return idsLike(looking, looking.object, { pattern, most });
}

/** What is searched has a line for each value, the title first: lines that are the text, and titles that begin with it. */
function bestPatterns(pattern: string): string[] {
  const text = pattern.slice(1, -1);
  return [text, `${text}\n%`, `%\n${text}\n%`, `%\n${text}`, `${text}%`];
}

/** Those that the viewer may read, newest first: among the first hits of all there may be none of them. */
async function idsInReach(looking: Looking, { pattern, recheck }: Pattern): Promise<number[]> {
  const { tx, object, where } = looking;
  const found = await newestLike(looking, pattern, MOST_LOOKED_UP + 1);
  const isHit = found.length > MOST_LOOKED_UP ? sql`search_text like ${pattern}` : sql`id = any(${found}::bigint[])`;
  const rows = await tx.query<{ id: string | number }>(sql`
    select id from ${object.table} where ${where} and ${isHit} and ${recheck ?? sql`true`}
    order by created_at desc, id desc limit ${MOST_HITS}`);
  return rows.map(({ id }) => Number(id));
}

async function newestWith({ tx, object, where }: Looking, pattern: string): Promise<number[]> {
  const rows = await tx.query<{ id: string | number }>(sql`
    select id from (
      select id, search_text from ${object.table} where ${where} order by created_at desc, id desc limit ${NEWEST}
    ) newest where search_text like ${pattern} limit ${MOST_HITS}`);
  return rows.map(({ id }) => Number(id));
}
