import { Skeleton } from '@mantine/core';
import type { Field } from '#shared/fields/field.ts';

interface SkeletonRowsProps {
  fields: readonly [string, Field][];
  /** Whether rows end with a button. */
  withActions: boolean;
}

const rows = Array.from({ length: 12 }, (_, row) => row);
const widths = ['70%', '55%', '80%', '45%', '60%'];

/** Rows of a table that is being read. */
export function SkeletonRows({ fields, withActions }: SkeletonRowsProps) {
  return rows.map((row) => (
    <tr key={row}>
      {fields.map(([name, field], column) => (
        <td key={name} data-kind={field.kind}>
          <Skeleton height={10} width={widths[(row + 2 * column) % widths.length]} display="inline-block" />
        </td>
      ))}
      {withActions && <td />}
    </tr>
  ));
}
