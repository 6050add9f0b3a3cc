import { useEffect, useRef } from 'react';
import type { AnyRecord } from '#web/api/records.ts';
import { FieldValue } from '#web/fields/field-value.tsx';
import { RecordLink } from '#web/fields/record-link.tsx';
import { TickBox } from '#web/records/tick-box.tsx';
import { useObject } from '#web/records/use-object.ts';
import { formatMoment } from '#web/ui/format.ts';
import classes from './triage.module.css';

interface TriageRowProps {
  task: AnyRecord;
  isSelected: boolean;
  onSelect: () => void;
}

/** What a task may be about, the first one that it has. */
const about = ['contact_id', 'company_id', 'opportunity_id', 'lead_id'];

/** A task in the list; the one that keys work on has the focus. */
export function TriageRow({ task, isSelected, onSelect }: TriageRowProps) {
  const definition = useObject('tasks');
  const ref = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!isSelected) return;
    ref.current?.scrollIntoView({ block: 'nearest' });
    // The focus follows where it is on a row already or nowhere, never out of a box or dialog.
    const { activeElement } = document;
    if (activeElement === document.body || activeElement?.closest('[data-triage]')) {
      ref.current?.querySelector('a')?.focus({ preventScroll: true });
    }
  }, [isSelected]);
  const name = about.find((one) => task[one] !== null);
  const field = name ? definition.fields[name] : undefined;
  const priority = definition.fields.priority;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the page do the same
    <li
      ref={ref}
      data-triage
      className={classes.row}
      aria-current={isSelected || undefined}
      onClick={onSelect}
      onFocus={onSelect}
    >
      <TickBox definition={definition} record={task} />
      <RecordLink object="tasks" id={task.id} className={classes.title}>
        {String(task.title)}
      </RecordLink>
      <span className={classes.about}>{name && field && <FieldValue name={name} field={field} record={task} />}</span>
      <span className={classes.priority}>
        {priority && task.priority !== priority.default && (
          <FieldValue name="priority" field={priority} record={task} />
        )}
      </span>
      <span className={classes.due}>{task.due_at === null ? '' : formatMoment(String(task.due_at))}</span>
    </li>
  );
}
