import type { Tx } from '#server/platform/db/database.ts';
import type { Sql } from '#server/platform/db/sql.ts';

type Row = Record<string, unknown>;

interface Gathering<I, A> {
  /** Turns all that was asked for into one statement. */
  query: (items: readonly I[]) => Sql;
  /** Reads its rows, once for everybody who asked. */
  read: (rows: Row[]) => A;
}

interface Gathered {
  items: unknown[];
  answer: Promise<unknown>;
}

const gatheredByTx = new WeakMap<Tx, Map<string, Gathered>>();

/**
 * Asks for an item together with all others that are asked for under the same key before the message leaves: verbs that run side
 * by side, as in a batch, share their statements without knowing of each other. Returns what was read, and the item's place in it.
 */
export function gather<I, A>(tx: Tx, key: string, item: I, how: Gathering<I, A>): { at: number; answer: Promise<A> } {
  const all = gatheredByTx.get(tx) ?? new Map<string, Gathered>();
  gatheredByTx.set(tx, all);
  const known = all.get(key);
  if (known) return { at: known.items.push(item) - 1, answer: known.answer as Promise<A> };
  const items = [item];
  const rows = tx.query(() => {
    all.delete(key);
    return how.query(items);
  });
  const answer = rows.then(how.read);
  all.set(key, { items, answer });
  return { at: 0, answer };
}
