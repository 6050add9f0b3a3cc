/** Draws that come out the same for the same seed. */
export interface Random {
  /** A whole number from 0, smaller than `limit`. */
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
  /** Like `pick`, but the earlier the likelier, as names are in life: of 10,000 the first hundred make up a sixth. */
  pickCommon<T>(list: readonly T[]): T;
  shuffle<T>(list: readonly T[]): T[];
}

/** Mulberry32: a few instructions a draw, good enough for records that only have to look real. */
export function createRandom(seed: number): Random {
  let state = Math.imul(seed, 0x9e3779b1) | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    pick: <T>(list: readonly T[]) => list[below(list.length)] as T,
    pickCommon: <T>(list: readonly T[]) => list[Math.floor(next() ** 2.5 * list.length)] as T,
    shuffle: <T>(list: readonly T[]) => {
      const shuffled = [...list];
      for (let at = shuffled.length - 1; at > 0; at -= 1) {
        const other = below(at + 1);
        [shuffled[at], shuffled[other]] = [shuffled[other] as T, shuffled[at] as T];
      }
      return shuffled;
    },
  };
}
