import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { directionOf } from '#web/fields/sort.ts';
import classes from './sort-header.module.css';

interface SortHeaderProps {
  name: string;
  label: string;
  sort: string;
  onSort: (name: string) => void;
}

/** The head of a column that a list can be sorted by. Its cell says the direction to screen readers by `aria-sort`. */
export function SortHeader({ name, label, sort, onSort }: SortHeaderProps) {
  const direction = directionOf(sort, name);
  const Arrow = direction === 'descending' ? IconArrowDown : IconArrowUp;
  return (
    <button
      type="button"
      className={classes.button}
      data-sorted={direction !== undefined || undefined}
      onClick={() => onSort(name)}
    >
      {label}
      <Arrow size={13} className={classes.arrow} aria-hidden="true" />
    </button>
  );
}
