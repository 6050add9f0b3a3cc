import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { AnyRecord } from '#web/api/records.ts';
import { RecordLink } from '#web/fields/record-link.tsx';
import { TickBox } from '#web/records/tick-box.tsx';
import { useCan, useObject } from '#web/records/use-object.ts';
import { formatTime } from '#web/ui/format.ts';
import classes from './calendar.module.css';
import { addDays, type Day, dayOf, startOf } from './month-days.ts';
import { useReschedule } from './use-month-tasks.ts';

interface CalendarDayProps {
  day: Day;
  tasks: readonly AnyRecord[];
  isToday: boolean;
  /** Of the month before or after. */
  isOutside: boolean;
  /** With its weekday, in a list instead of a grid. */
  isLong: boolean;
}

/** A day with its tasks, and where others are dropped to be due on it. */
export function CalendarDay({ day, tasks, isToday, isOutside, isLong }: CalendarDayProps) {
  const reschedule = useReschedule();
  const { ref, isOver } = useDropTarget((task) => reschedule(task, day));
  const language = document.documentElement.lang || 'en';
  const long = startOf(day).toLocaleDateString(language, { weekday: 'long', day: 'numeric', month: 'long' });
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
      {tasks.length > 0 && (
        <ul className={classes.tasks} aria-label={long}>
          {tasks.map((task) => (
            <CalendarTask key={task.id} task={task} onMove={(to) => reschedule(task, to)} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** Days that the arrow keys move a task by. */
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

function CalendarTask({ task, onMove }: { task: AnyRecord; onMove: (to: Day) => void }) {
  const definition = useObject('tasks');
  const mayMove = useCan('tasks', 'update');
  const ref = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!ref.current || !mayMove) return;
    return draggable({ element: ref.current, getInitialData: () => ({ task }) });
  }, [task, mayMove]);
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (!event.altKey || step === undefined || !mayMove) return;
    event.preventDefault();
    onMove(addDays(dayOf(new Date(String(task.due_at))), step));
  };
  return (
    <li ref={ref} className={classes.task} data-done={task.done === true || undefined} onKeyDown={move}>
      <TickBox definition={definition} record={task} />
      <RecordLink object="tasks" id={task.id} className={classes.title}>
        {String(task.title)}
      </RecordLink>
      <span className={classes.time}>{formatTime(String(task.due_at))}</span>
    </li>
  );
}

function useDropTarget(onDrop: (task: AnyRecord) => void) {
  const ref = useRef<HTMLLIElement>(null);
  const [isOver, setIsOver] = useState(false);
  const drop = useRef(onDrop);
  drop.current = onDrop;
  useEffect(() => {
    if (!ref.current) return;
    return dropTargetForElements({
      element: ref.current,
      canDrop: ({ source }) => source.data.task !== undefined,
      onDragEnter: () => setIsOver(true),
      onDragLeave: () => setIsOver(false),
      onDrop: ({ source }) => {
        setIsOver(false);
        drop.current(source.data.task as AnyRecord);
      },
    });
  }, []);
  return { ref, isOver };
}
