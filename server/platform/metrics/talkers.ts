/** Keys that are told apart; beyond them the one that was counted least makes room. */
const MOST_KEYS = 1000;
const TOP = 20;

export interface Talkers {
  count(key: number): void;
  /** The keys that were counted most, in falling order. */
  top(): [key: number, count: number][];
}

/** Counts by key in bounded memory; a newcomer starts with the count of the key whose place it takes, so big ones are never missed. */
export function createTalkers(): Talkers {
  const counts = new Map<number, number>();
  return {
    count: (key) => {
      const known = counts.get(key);
      if (known !== undefined || counts.size < MOST_KEYS) {
        counts.set(key, (known ?? 0) + 1);
        return;
      }
      const [least, count] = [...counts].reduce((min, one) => (one[1] < min[1] ? one : min));
      counts.delete(least);
      counts.set(key, count + 1);
    },
    top: () => [...counts].sort((a, b) => b[1] - a[1]).slice(0, TOP),
  };
}
