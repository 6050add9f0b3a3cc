import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { t } from '#web/language/translate.ts';
import { ErrorState } from '#web/ui/error-state.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { useIsPhone } from '#web/ui/use-screen.ts';
import classes from './calendar.module.css';
import { CalendarDay } from './calendar-day.tsx';
import { addMonth, dayOf, firstDayOfWeek, startOf, weeksOf } from './month-days.ts';
import { useMonthTasks } from './use-month-tasks.ts';

const route = getRouteApi('/calendar');

/** The tasks of a month: a grid of its weeks, on phones the days that have any. */
export function CalendarPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const isPhone = useIsPhone();
  const language = document.documentElement.lang || 'en';
  const today = dayOf(new Date());
  const month = search.month ?? today.slice(0, 7);
  const who = search.who ?? 'me';
  const weeks = weeksOf(month, firstDayOfWeek(language));
  const days = weeks.flat();
  const tasks = useMonthTasks({ from: days[0] ?? today, to: days.at(-1) ?? today, who });
  const go = (to: string | undefined) => void navigate({ search: (before) => ({ ...before, month: to }) });
  const title = startOf(`${month}-01`).toLocaleDateString(language, { month: 'long', year: 'numeric' });
  const shown = isPhone ? days.filter((day) => day === today || tasks.byDay.has(day)) : days;
  return (
    <>
      <PageHeader title={t('Calendar')}>
        <SegmentedControl
          size="xs"
          aria-label={t('Whose tasks')}
          data={[
            { value: 'me', label: t('Mine') },
            { value: 'all', label: t('Everybody’s') },
          ]}
          value={who}
          onChange={(next) =>
            void navigate({ search: (before) => ({ ...before, who: next === 'all' ? 'all' : undefined }) })
          }
        />
        <Button variant="default" size="xs" onClick={() => go(undefined)}>
          {t('Today')}
        </Button>
        <ActionIcon variant="default" aria-label={t('Month before')} onClick={() => go(addMonth(month, -1))}>
          <IconChevronLeft size={16} />
        </ActionIcon>
        <ActionIcon variant="default" aria-label={t('Next month')} onClick={() => go(addMonth(month, 1))}>
          <IconChevronRight size={16} />
        </ActionIcon>
      </PageHeader>
      <h2 className={classes.month} aria-live="polite">
        {title}
      </h2>
      {tasks.isError && (
        <ErrorState
          title={t('The tasks could not be loaded')}
          error={tasks.error}
          onRetry={() => void tasks.refetch()}
        />
      )}
      {tasks.isCut && (
        <p className={classes.hint}>{t('There are more tasks than fit here: the last ones are left out.')}</p>
      )}
      <p className={classes.hint}>{t('Drag a task to another day, or move it with Alt and the arrow keys.')}</p>
      {!isPhone && (
        <div className={classes.weekdays} aria-hidden="true">
          {weeks[0]?.map((day) => (
            <span key={day}>{startOf(day).toLocaleDateString(language, { weekday: 'short' })}</span>
          ))}
        </div>
      )}
      <ul className={isPhone ? classes.agenda : classes.grid} aria-label={title} aria-busy={tasks.isPending}>
        {shown.map((day) => (
          <CalendarDay
            key={day}
            day={day}
            tasks={tasks.byDay.get(day) ?? []}
            isToday={day === today}
            isOutside={!day.startsWith(month)}
            isLong={isPhone}
          />
        ))}
      </ul>
    </>
  );
}
