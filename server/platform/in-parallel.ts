/** Does something for each of a list, so many at a time. */
export async function inParallel<T>(list: readonly T[], width: number, work: (one: T) => Promise<void>): Promise<void> {
  const left = list.values();
  const lane = async () => {
    for (const one of left) await work(one);
  };
  await Promise.all(Array.from({ length: width }, lane));
}
