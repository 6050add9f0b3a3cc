import type { Option } from '#shared/fields/field.ts';
import type { OptionMarkProps } from '#web/ui/option-mark.tsx';

/** Marks of the options that tenants start with. Those that they add get theirs from their type, or a plain dot. */
const known: Readonly<Record<string, OptionMarkProps>> = {
  NEW: { shape: 'ring', tone: 'blue' },
  WORKING: { shape: 'pie', tone: 'amber', part: 0.5 },
  QUALIFIED: { shape: 'check', tone: 'green' },
  UNQUALIFIED: { shape: 'cross', tone: 'neutral' },
  CONVERTED: { shape: 'check', tone: 'violet' },
  HOT: { shape: 'flame', tone: 'red' },
  WARM: { shape: 'sun', tone: 'amber' },
  COLD: { shape: 'snow', tone: 'blue' },
  NOTE: { shape: 'note', tone: 'neutral' },
  CALL: { shape: 'phone', tone: 'neutral' },
  EMAIL: { shape: 'mail', tone: 'neutral' },
  MEETING: { shape: 'people', tone: 'neutral' },
};

/** How an option is marked: stages by how far they are, others as they are known. */
export function markOf(option: Option): OptionMarkProps {
  const mark = usualMark(option);
  return option.color ? { ...mark, tone: option.color } : mark;
}

function usualMark(option: Option): OptionMarkProps {
  if (option.type === 'won') return { shape: 'check', tone: 'green' };
  if (option.type === 'lost') return { shape: 'cross', tone: 'neutral' };
  if (option.type === 'open') return { shape: 'pie', tone: 'amber', part: (option.probability ?? 0) / 100 };
  return known[option.value] ?? { shape: 'dot', tone: 'neutral' };
}
