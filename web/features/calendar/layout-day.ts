/** What stands at a time of a day, in minutes since midnight. */
export interface Span {
  start: number;
  end: number;
}

/** Where something stands beside what is at the same time: in the lane `lane` of `lanes`. */
export interface Placed {
  lane: number;
  lanes: number;
}

/** Puts what overlaps side by side, each as wide as the most that stand beside it allow; in the order of the spans. */
export function layOut(spans: readonly Span[]): Placed[] {
  const order = spans.map((_, at) => at).sort((one, other) => compare(spans[one], spans[other]));
  const placed: Placed[] = spans.map(() => ({ lane: 0, lanes: 1 }));
  let cluster: number[] = [];
  let ends: number[] = [];
  const finish = () => {
    for (const at of cluster) (placed[at] as Placed).lanes = ends.length;
    cluster = [];
    ends = [];
  };
  for (const at of order) {
    const { start, end } = spans[at] as Span;
    if (ends.every((one) => one <= start)) finish();
    const free = ends.findIndex((one) => one <= start);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = end;
    cluster.push(at);
    (placed[at] as Placed).lane = lane;
  }
  finish();
  return placed;
}

function compare(one: Span | undefined, other: Span | undefined): number {
  return (one?.start ?? 0) - (other?.start ?? 0) || (other?.end ?? 0) - (one?.end ?? 0);
}
