import type { Field } from '#shared/fields/field.ts';
import { OptionMark } from '#web/ui/option-mark.tsx';
import classes from './option-label.module.css';
import { markOf } from './option-marks.ts';

interface OptionLabelProps {
  field: Field;
  value: string;
}

/** An option as people read it: its label, with a mark that tells it apart at a glance. */
export function OptionLabel({ field, value }: OptionLabelProps) {
  const option = field.options?.find((one) => one.value === value);
  const mark = option && !field.fixed && markOf(option);
  return (
    <span className={classes.label}>
      {mark && <OptionMark {...mark} />}
      <span>{option?.label ?? value}</span>
    </span>
  );
}
