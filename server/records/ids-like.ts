import type { Ctx } from '#server/platform/context.ts';
import type { Database, Tx } from '#server/platform/db/database.ts';
import { sql } from '#server/platform/db/sql.ts';
import type { CompiledObject } from './compile-object.ts';

/** Whose records, and the transaction in which to look. */
export interface Asking {
  ctx: Ctx;
  tx: Tx;
}

export interface LikeQuery {
  /** What the search text is like, see `likePattern`. */
  pattern: string;
  /** More ids are not given. */
  most: number;
}

/**
 * Ids of any live records of the tenant with such a search text, newest first. Under row-level security only a function that works
 * outside of it can use the trigram index (decision 003), so what may be seen of these records is still to be asked.
 */
export async function idsLike(
  { ctx, tx }: Asking,
  object: CompiledObject,
  { pattern, most }: LikeQuery,
): Promise<number[]> {
  const isLarge = await isLargeIn({ ctx, tx }, object);
  const [row] = await tx.query<{ ids: (string | number)[] }>(
    sql`select ids_like(${object.name}, ${pattern}, ${most}, ${isLarge}) as ids`,
  );
  return (row?.ids ?? []).map(Number);
}

/** For how long a tenant counts as large or small; it only decides how the index is read, never what is found, in ms. */
const MAX_AGE = 600_000;
const MOST_ENTRIES = 10_000;

interface Entry {
  isLarge: boolean;
  readAt: number;
}

/** By database handle: processes that tests run side by side in one share nothing. */
const caches = new WeakMap<Database, Map<string, Entry>>();

/** Whether the tenant has a good part of a table: the statistics cost more than a short search, so they are looked at seldom. */
async function isLargeIn({ ctx, tx }: Asking, object: CompiledObject): Promise<boolean> {
  const cache = caches.get(ctx.app.db) ?? new Map<string, Entry>();
  caches.set(ctx.app.db, cache);
  const key = `${ctx.tenantId} ${object.name}`;
  const known = cache.get(key);
  if (known && performance.now() - known.readAt < MAX_AGE) return known.isLarge;
  const [row] = await tx.query<{ large: boolean }>(sql`select is_large_in(${object.name}) as large`);
  const isLarge = row?.large ?? false;
  if (cache.size >= MOST_ENTRIES) cache.clear();
  cache.set(key, { isLarge, readAt: performance.now() });
  return isLarge;
}
