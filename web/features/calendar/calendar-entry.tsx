import { draggable } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { IconUsers } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { RecordLink } from '#web/fields/record-link.tsx';
import { TickBox } from '#web/records/tick-box.tsx';
import { useCan, useObject } from '#web/records/use-object.ts';
import { formatTime } from '#web/ui/format.ts';
import classes from './calendar.module.css';
import { pressOn } from './entry-keys.ts';
import type { Entry, useReschedule } from './use-entries.ts';

interface CalendarEntryProps {
  entry: Entry;
  onMove: ReturnType<typeof useReschedule>;
  onOpen: (entry: Entry) => void;
}

/** A task or meeting as a line of a day. */
export function CalendarEntry({ entry, onMove, onOpen }: CalendarEntryProps) {
  const { object, record, title, at } = entry;
  const definition = useObject(object);
  const mayMove = useCan(object, 'update');
  const ref = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!ref.current || !mayMove) return;
    return draggable({ element: ref.current, getInitialData: () => ({ entry }) });
  }, [entry, mayMove]);
  return (
    <li
      ref={ref}
      className={classes.task}
      data-done={record.done === true || undefined}
      onKeyDown={(event) => mayMove && pressOn(entry, event, { vertical: 'weeks', onChange: onMove })}
    >
      {object === 'tasks' ? (
        <>
          <TickBox definition={definition} record={record} />
          <RecordLink object="tasks" id={record.id} className={classes.title}>
            {title}
          </RecordLink>
        </>
      ) : (
        <>
          <IconUsers size={13} className={classes.mark} aria-hidden="true" />
          <button type="button" className={classes.title} onClick={() => onOpen(entry)}>
            {title}
          </button>
        </>
      )}
      <span className={classes.time}>{formatTime(at)}</span>
    </li>
  );
}
