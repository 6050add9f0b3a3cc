import { useEffect, useRef, useState } from 'react';
import { t } from '#web/language/translate.ts';
import { useCan } from '#web/records/use-object.ts';
import { formatTime } from '#web/ui/format.ts';
import { layOut } from './layout-day.ts';
import { type Day, minutesOf, momentAt, writeDay } from './month-days.ts';
import { TimeBlock } from './time-block.tsx';
import classes from './time-grid.module.css';
import { HOUR_HEIGHT } from './use-block-drag.ts';
import type { Entry } from './use-entries.ts';

interface TimeGridProps {
  days: readonly Day[];
  byDay: ReadonlyMap<Day, readonly Entry[]>;
  today: Day;
  onOpen: (entry: Entry) => void;
  /** Somebody wants something new at a moment. */
  onNew: (at: string) => void;
}

/** The hour that is at the top at first. */
const FIRST_HOUR = 7;
/** A task has no length: it is as high as this. */
const TASK_MINUTES = 30;

/** Days side by side, hour by hour. */
export function TimeGrid({ days, byDay, today, onOpen, onNew }: TimeGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    scroller.current?.scrollTo({ top: FIRST_HOUR * HOUR_HEIGHT });
  }, []);
  const columns = { gridTemplateColumns: `52px repeat(${days.length}, minmax(0, 1fr))` };
  return (
    <div ref={scroller} className={classes.scroller} tabIndex={-1}>
      <div className={classes.heads} style={columns}>
        <span />
        {days.map((day) => (
          <h3 key={day} className={classes.head} data-today={day === today || undefined}>
            <span>{writeDay(day, { weekday: 'short' })}</span>{' '}
            <span className={classes.number}>{Number(day.slice(8))}</span>
          </h3>
        ))}
      </div>
      <div className={classes.grid} style={columns}>
        <div className={classes.hours} aria-hidden="true">
          {Array.from({ length: 24 }, (_, hour) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the hours of a day stay what they are
            <span key={hour} style={{ top: hour * HOUR_HEIGHT }}>
              {hour > 0 && formatTime(momentAt(days[0] ?? today, hour * 60))}
            </span>
          ))}
        </div>
        {days.map((day) => (
          <DayColumn
            key={day}
            day={day}
            entries={byDay.get(day) ?? []}
            isToday={day === today}
            onOpen={onOpen}
            onNew={onNew}
          />
        ))}
      </div>
    </div>
  );
}

interface DayColumnProps extends Pick<TimeGridProps, 'onOpen' | 'onNew'> {
  day: Day;
  entries: readonly Entry[];
  isToday: boolean;
}

function DayColumn({ day, entries, isToday, onOpen, onNew }: DayColumnProps) {
  const mayCreate = useCan('tasks', 'create');
  const spans = entries.map(({ at, minutes = TASK_MINUTES }) => {
    const start = minutesOf(at);
    return { start, end: start + Math.max(minutes, TASK_MINUTES) };
  });
  const placed = layOut(spans);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the mouse; the button above makes the same
    // biome-ignore lint/a11y/useKeyWithClickEvents: the button above makes the same
    <div
      className={classes.column}
      data-day={day}
      data-today={isToday || undefined}
      onClick={(event) => {
        if (!mayCreate || event.target !== event.currentTarget) return;
        const { top } = event.currentTarget.getBoundingClientRect();
        const half = Math.floor(((event.clientY - top) / HOUR_HEIGHT) * 2);
        onNew(momentAt(day, half * 30));
      }}
    >
      {isToday && <NowLine />}
      <ul aria-label={writeDay(day, { weekday: 'long', day: 'numeric', month: 'long' })}>
        {entries.map((entry, at) => (
          <TimeBlock
            key={`${entry.object} ${entry.record.id}`}
            entry={entry}
            start={spans[at]?.start ?? 0}
            minutes={(spans[at]?.end ?? 0) - (spans[at]?.start ?? 0)}
            place={placed[at] ?? { lane: 0, lanes: 1 }}
            onOpen={onOpen}
          />
        ))}
      </ul>
    </div>
  );
}

/** Where the day is now. */
function NowLine() {
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return <div className={classes.now} style={{ top: (minutesOf(now) / 60) * HOUR_HEIGHT }} title={t('Now')} />;
}
