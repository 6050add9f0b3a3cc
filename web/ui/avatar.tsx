import classes from './avatar.module.css';
import { initials } from './format.ts';

interface AvatarProps {
  name: string;
  size?: 'sm' | 'md';
}

/** Initials on a colour of their own; the name stands beside it, so it says nothing to screen readers. */
export function Avatar({ name, size = 'sm' }: AvatarProps) {
  return (
    <span className={classes.avatar} data-size={size} data-hue={hue(name)} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

function hue(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 6;
  return sum;
}
