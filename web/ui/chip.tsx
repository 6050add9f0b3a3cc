import type { ReactNode } from 'react';
import classes from './chip.module.css';

interface ChipProps {
  /** Name of a colour of tags, such as `RED`; gray without. */
  color?: string;
  children: ReactNode;
}

/** A word on a record: the colour stands in a dot, so that the text keeps its contrast. */
export function Chip({ color = 'GRAY', children }: ChipProps) {
  return (
    <span className={classes.chip} data-color={color}>
      {children}
    </span>
  );
}
