import { Skeleton } from '@mantine/core';

interface SkeletonRowsProps {
  columns: number;
  rows?: number;
}

const widths = ['70%', '55%', '80%', '45%', '60%'];

/** Rows of a table that is being read. */
export function SkeletonRows({ columns, rows = 12 }: SkeletonRowsProps) {
  return Array.from({ length: rows }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: nothing but the position tells them apart
    <tr key={row}>
      {Array.from({ length: columns }, (_, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <td key={column}>
          <Skeleton height={10} width={widths[(row + 2 * column) % widths.length]} />
        </td>
      ))}
    </tr>
  ));
}
