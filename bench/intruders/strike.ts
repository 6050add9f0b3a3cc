import type { Database } from '#server/platform/db/database.ts';

/** Makes units of work on a database fail. */
export interface Striker {
  wrap(db: Database): Database;
  /** The so many-th unit from now on throws, after its work and before its commit. */
  failAt(unit: number, error: Error): { hasHit(): boolean; cancel(): void };
}

export function createStriker(): Striker {
  let left = Number.POSITIVE_INFINITY;
  let thrown = new Error();
  const strike = () => {
    left -= 1;
    if (left === 0) throw thrown;
  };
  const struck = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    strike();
    return result;
  };
  return {
    wrap: (db) => ({
      ...db,
      read: (tenantId, queries, options) => struck(db.read(tenantId, queries, options)),
      readWith: (tenantId, work, options) => db.readWith(tenantId, (tx) => struck(work(tx)), options),
      write: (tenantId, work, options) => db.write(tenantId, (tx) => struck(work(tx)), options),
      global: (query) => struck(db.global(query)),
      globalWrite: (work) => db.globalWrite((tx) => struck(work(tx))),
    }),
    failAt: (unit, error) => {
      left = unit;
      thrown = error;
      return {
        hasHit: () => left <= 0,
        cancel: () => {
          left = Number.POSITIVE_INFINITY;
        },
      };
    },
  };
}
