import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { useEffect, useRef, useState } from 'react';
import classes from './calendar.module.css';
import { CalendarEntry } from './calendar-entry.tsx';
import { type Day, moveTo, writeDay } from './month-days.ts';
import { type Entry, useReschedule } from './use-entries.ts';

interface CalendarDayProps {
  day: Day;
  entries: readonly Entry[];
  isToday: boolean;
  /** Of the month before or after. */
  isOutside?: boolean;
  /** With its weekday, in a list instead of a grid. */
  isLong: boolean;
  onOpen: (entry: Entry) => void;
}

/** A day with its tasks and meetings, and where others are dropped to be on it. */
export function CalendarDay({ day, entries, isToday, isOutside = false, isLong, onOpen }: CalendarDayProps) {
  const reschedule = useReschedule();
  const { ref, isOver } = useDropTarget((entry) => reschedule(entry, { at: moveTo(entry.at, day) }));
  const long = writeDay(day, { weekday: 'long', day: 'numeric', month: 'long' });
  return (
    <li
      ref={ref}
      className={classes.day}
      data-today={isToday || undefined}
      data-outside={isOutside || undefined}
      data-over={isOver || undefined}
    >
      <time dateTime={day} className={classes.date}>
        {isLong ? long : <span aria-hidden="true">{Number(day.slice(8))}</span>}
        {!isLong && <span className="visually-hidden">{long}</span>}
      </time>
      {entries.length > 0 && (
        <ul className={classes.tasks} aria-label={long}>
          {entries.map((entry) => (
            <CalendarEntry
              key={`${entry.object} ${entry.record.id}`}
              entry={entry}
              onMove={reschedule}
              onOpen={onOpen}
            />
          ))}
        </ul>
      )}
    </li>
  );
}

function useDropTarget(onDrop: (entry: Entry) => void) {
  const ref = useRef<HTMLLIElement>(null);
  const [isOver, setIsOver] = useState(false);
  const drop = useRef(onDrop);
  drop.current = onDrop;
  useEffect(() => {
    if (!ref.current) return;
    return dropTargetForElements({
      element: ref.current,
      canDrop: ({ source }) => source.data.entry !== undefined,
      onDragEnter: () => setIsOver(true),
      onDragLeave: () => setIsOver(false),
      onDrop: ({ source }) => {
        setIsOver(false);
        drop.current(source.data.entry as Entry);
      },
    });
  }, []);
  return { ref, isOver };
}
