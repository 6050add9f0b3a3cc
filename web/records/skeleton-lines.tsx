import { Skeleton } from '@mantine/core';

interface SkeletonLinesProps {
  count: number;
}

/** Entries of a list that is being read. */
export function SkeletonLines({ count }: SkeletonLinesProps) {
  return (
    <div aria-busy="true">
      {Array.from({ length: count }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nothing but the position tells them apart
        <Skeleton key={row} height={36} my={8} />
      ))}
    </div>
  );
}
