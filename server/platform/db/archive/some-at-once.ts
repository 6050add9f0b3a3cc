const AT_ONCE = 8;

/** Does something for each, some of them at a time: a cluster has a thousand small files, each of which waits for the disk. */
export async function someAtOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  const lane = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}
