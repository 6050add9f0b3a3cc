import { IconCalendarEvent } from '@tabler/icons-react';
import { t } from '#web/language/translate.ts';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { useIsPhone } from '#web/ui/use-screen.ts';
import classes from './calendar.module.css';
import { CalendarDay } from './calendar-day.tsx';
import { type Day, writeDay } from './month-days.ts';
import type { Entry, useEntries } from './use-entries.ts';

interface DaysProps {
  days: readonly Day[];
  title: string;
  today: Day;
  entries: ReturnType<typeof useEntries>;
  onOpen: (entry: Entry) => void;
}

/** The weeks of a month; on phones only the days that have anything. */
export function MonthGrid({ days, title, month, today, entries, onOpen }: DaysProps & { month: string }) {
  const isPhone = useIsPhone();
  const shown = isPhone ? days.filter((day) => day === today || entries.byDay.has(day)) : days;
  return (
    <>
      <p className={classes.hint}>{t('Drag a task to another day, or move it with Alt and the arrow keys.')}</p>
      {!isPhone && (
        <div className={classes.weekdays} aria-hidden="true">
          {days.slice(0, 7).map((day) => (
            <span key={day}>{writeDay(day, { weekday: 'short' })}</span>
          ))}
        </div>
      )}
      <ul className={isPhone ? classes.agenda : classes.grid} aria-label={title} aria-busy={entries.isPending}>
        {shown.map((day) => (
          <CalendarDay
            key={day}
            day={day}
            entries={entries.byDay.get(day) ?? []}
            isToday={day === today}
            isOutside={!day.startsWith(month)}
            isLong={isPhone}
            onOpen={onOpen}
          />
        ))}
      </ul>
    </>
  );
}

/** What comes, day by day; days without anything are left out. */
export function Agenda({ days, title, today, entries, onOpen }: DaysProps) {
  const shown = days.filter((day) => entries.byDay.has(day));
  if (shown.length === 0 && !entries.isPending) {
    return (
      <EmptyState
        icon={IconCalendarEvent}
        title={t('Nothing in these days')}
        text={t(
          'Tasks stand here when they are due, meetings when they begin. Press Q and type one, such as “call Jane tomorrow 3pm”.',
        )}
      />
    );
  }
  return (
    <ul className={classes.agenda} aria-label={title} aria-busy={entries.isPending}>
      {shown.map((day) => (
        <CalendarDay
          key={day}
          day={day}
          entries={entries.byDay.get(day) ?? []}
          isToday={day === today}
          isLong
          onOpen={onOpen}
        />
      ))}
    </ul>
  );
}
