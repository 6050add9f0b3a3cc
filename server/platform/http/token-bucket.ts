/** So many requests a second, and so many at once after a pause. */
export interface Budget {
  rate: number;
  burst: number;
}

export interface Level {
  /** Milliseconds until a request would be let through; 0 when one is now. */
  wait: number;
  /** Whole requests that are left. */
  remaining: number;
  /** Milliseconds until the budget is full again. */
  full: number;
}

/**
 * Budgets by key, as GCRA keeps them: of each key only the moment at which its budget will be full again. At most `most` keys are
 * kept; those that nobody asked about for longest are forgotten, which is as if their budget were full.
 */
export function createBuckets(most: number) {
  const fullAt = createRecent(most);

  const level = (key: string, budget: Budget, now: number): Level => {
    const interval = 1000 / budget.rate;
    const full = Math.max(0, (fullAt.get(key) ?? 0) - now);
    const free = budget.burst * interval - full;
    return { wait: Math.max(0, interval - free), remaining: Math.max(0, Math.floor(free / interval + 1e-9)), full };
  };

  return {
    size: fullAt.size,
    level,
    /** Takes one request from a budget that has one. */
    take: (key: string, budget: Budget, now: number): void => {
      fullAt.set(key, Math.max(fullAt.get(key) ?? 0, now) + 1000 / budget.rate);
    },
  };
}

export type Buckets = ReturnType<typeof createBuckets>;

/**
 * The numbers of the keys last asked about. Two maps of which the older is dropped as a whole: deleting single keys from the
 * front of a large Map costs more than all the rest of a request.
 */
function createRecent(most: number) {
  let young = new Map<string, number>();
  let old = new Map<string, number>();
  const set = (key: string, value: number) => {
    young.set(key, value);
    if (young.size < most / 2) return;
    old = young;
    young = new Map();
  };
  return {
    set,
    get: (key: string): number | undefined => {
      const value = young.get(key) ?? old.get(key);
      if (value !== undefined && !young.has(key)) set(key, value);
      return value;
    },
    size: () => young.size + old.size,
  };
}
