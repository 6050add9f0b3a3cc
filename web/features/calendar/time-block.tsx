import { useRef } from 'react';
import { t } from '#web/language/translate.ts';
import { useCan } from '#web/records/use-object.ts';
import { formatTime } from '#web/ui/format.ts';
import { pressOn } from './entry-keys.ts';
import type { Placed } from './layout-day.ts';
import { dayOf, minutesOf, momentAt } from './month-days.ts';
import classes from './time-grid.module.css';
import { HOUR_HEIGHT, useBlockDrag } from './use-block-drag.ts';
import { type Entry, useReschedule } from './use-entries.ts';

interface TimeBlockProps {
  entry: Entry;
  /** Minutes since midnight. */
  start: number;
  /** How high it is. */
  minutes: number;
  place: Placed;
  onOpen: (entry: Entry) => void;
}

/** A task or meeting beside the hours: dragged to another time, a meeting by its lower edge to another length; by keyboard with Alt. */
export function TimeBlock({ entry, start, minutes, place, onOpen }: TimeBlockProps) {
  const { object, record, title, at } = entry;
  const mayMove = useCan(object, 'update');
  const reschedule = useReschedule();
  const ref = useRef<HTMLLIElement>(null);
  const drag = useBlockDrag(ref, {
    isOn: mayMove,
    canResize: object === 'activities',
    onMove: (day, by) => reschedule(entry, { at: momentAt(day ?? dayOf(new Date(at)), minutesOf(at) + by) }),
    onResize: (by) => reschedule(entry, { minutes: Math.max(15, (entry.minutes ?? minutes) + by) }),
  });
  return (
    <li
      ref={ref}
      className={classes.block}
      data-kind={object}
      data-done={record.done === true || undefined}
      data-dragged={drag.isDragged || undefined}
      style={{
        top: (start / 60) * HOUR_HEIGHT,
        height: (minutes / 60) * HOUR_HEIGHT - 2,
        insetInlineStart: `${(place.lane / place.lanes) * 100}%`,
        width: `calc(${100 / place.lanes}% - 3px)`,
      }}
    >
      <button
        type="button"
        className={classes.open}
        title={mayMove ? t('Drag it, or move it with Alt and the arrow keys') : undefined}
        onClick={() => drag.wasClick() && onOpen(entry)}
        onKeyDown={(event) => mayMove && pressOn(entry, event, { vertical: 'minutes', onChange: reschedule })}
      >
        <span className={classes.what}>{title}</span>
        <span className={classes.when}>{formatTime(at)}</span>
      </button>
      {mayMove && object === 'activities' && <span className={classes.edge} data-edge aria-hidden="true" />}
    </li>
  );
}
