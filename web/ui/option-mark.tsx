import {
  type Icon,
  IconFlame,
  IconMail,
  IconNote,
  IconPhone,
  IconSnowflake,
  IconSun,
  IconUsers,
} from '@tabler/icons-react';
import type { OptionColor } from '#shared/fields/field.ts';
import classes from './option-mark.module.css';

const icons = {
  flame: IconFlame,
  sun: IconSun,
  snow: IconSnowflake,
  note: IconNote,
  phone: IconPhone,
  mail: IconMail,
  people: IconUsers,
} satisfies Record<string, Icon>;

export interface OptionMarkProps {
  shape: keyof typeof icons | 'dot' | 'ring' | 'pie' | 'check' | 'cross';
  tone: 'neutral' | 'amber' | OptionColor;
  /** pie: how full, 0 to 1. */
  part?: number;
}

/** A small sign beside a label; shape and colour repeat what the label says. */
export function OptionMark({ shape, tone, part = 0 }: OptionMarkProps) {
  const Icon = shape in icons ? icons[shape as keyof typeof icons] : null;
  if (Icon) return <Icon size={14} stroke={1.8} className={classes.mark} data-tone={tone} aria-hidden="true" />;
  return (
    <svg width={14} height={14} viewBox="0 0 14 14" className={classes.mark} data-tone={tone} aria-hidden="true">
      <Shape shape={shape} part={part} />
    </svg>
  );
}

function Shape({ shape, part }: { shape: OptionMarkProps['shape']; part: number }) {
  if (shape === 'dot') return <circle cx="7" cy="7" r="3.5" fill="currentColor" />;
  if (shape === 'check' || shape === 'cross') {
    return (
      <>
        <circle cx="7" cy="7" r="6.5" fill="currentColor" />
        <path d={shape === 'check' ? 'M4.3 7.2 6.2 9l3.5-3.8' : 'm5 5 4 4m0-4-4 4'} className={classes.cut} />
      </>
    );
  }
  // The filled part is the stroke of a circle half as wide as its disc.
  return (
    <>
      <circle cx="7" cy="7" r="5.75" fill="none" stroke="currentColor" strokeWidth="1.5" />
      {part > 0 && (
        <circle
          cx="7"
          cy="7"
          r="1.75"
          fill="none"
          stroke="currentColor"
          strokeWidth="3.5"
          strokeDasharray={`${part * 11} 11`}
          transform="rotate(-90 7 7)"
        />
      )}
    </>
  );
}
