import { useEffect } from 'react';

/** Says which rows are seen whenever that changes. */
export function useRowsInView(
  { first, last }: { first: number; last: number },
  say: (first: number, last: number) => void,
) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is seen counts
  useEffect(() => say(first, last), [first, last]);
}
