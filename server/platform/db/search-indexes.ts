import type pg from 'pg';

/** What the migrations set, and what a load of many rows works with; in kB. */
const USUAL_PENDING = 256;
const LOADING_PENDING = 131_072;

/**
 * Lets the search indexes collect what a load adds and merge it in one go at the end, which is several times faster; searches
 * are slower meanwhile. Every start of the product puts back what a load that was killed has left.
 */
export async function loadingSearchIndexes<T>(owner: pg.Client, load: () => Promise<T>): Promise<T> {
  await setPending(owner, LOADING_PENDING);
  try {
    return await load();
  } finally {
    await settleSearchIndexes(owner);
  }
}

/** Puts the indexes back to their usual setting and merges what is pending; does nothing where it is so already. */
export async function settleSearchIndexes(owner: pg.Client): Promise<void> {
  for (const index of await setPending(owner, USUAL_PENDING)) {
    await owner.query('select gin_clean_pending_list($1::regclass)', [index]);
  }
}

/** Returns the indexes that had another setting. */
async function setPending(owner: pg.Client, kilobytes: number): Promise<string[]> {
  const { rows } = await owner.query<{ index: string }>(
    `select i.oid::regclass::text as index from pg_class i join pg_am a on a.oid = i.relam
     where a.amname = 'gin' and i.relname like '%\\_search' and i.relnamespace = 'public'::regnamespace
       and not coalesce(i.reloptions, '{}') @> array['gin_pending_list_limit=' || $1::text]`,
    [String(kilobytes)],
  );
  for (const { index } of rows) await owner.query(`alter index ${index} set (gin_pending_list_limit = ${kilobytes})`);
  return rows.map((row) => row.index);
}
