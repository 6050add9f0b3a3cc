import { formatMoment, formatRelative } from './format.ts';

interface TimeProps {
  value: string;
}

/** A moment as people say it, with the exact one in its title. */
export function Time({ value }: TimeProps) {
  return (
    <time dateTime={value} title={formatMoment(value)}>
      {formatRelative(value, Date.now())}
    </time>
  );
}
