import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '#web/language/translate.ts';
import { useCan } from '#web/records/use-object.ts';
import { ErrorState } from '#web/ui/error-state.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { useIsPhone } from '#web/ui/use-screen.ts';
import classes from './calendar.module.css';
import { type CalendarView, shownDays, titleOf, turned } from './calendar-views.ts';
import { Agenda, MonthGrid } from './day-lists.tsx';
import { dayOf, momentAt } from './month-days.ts';
import { EditEntry, NewEntry } from './new-entry.tsx';
import { TimeGrid } from './time-grid.tsx';
import { type Entry, useEntries } from './use-entries.ts';

const route = getRouteApi('/calendar');
/** A button makes something for this time of the day that is shown. */
const NINE = 9 * 60;

/** Tasks and meetings by month, week and day, and as a list; on phones that is where it begins. */
export function CalendarPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const isPhone = useIsPhone();
  const mayCreate = useCan('tasks', 'create');
  const [open, setOpen] = useState<{ at: string } | { entry: Entry } | null>(null);
  const today = dayOf(new Date());
  const view: CalendarView = search.view ?? (isPhone ? 'agenda' : 'month');
  const date = search.on ?? (search.month ? `${search.month}-01` : today);
  const who = search.who ?? 'me';
  const days = shownDays(view, date);
  const entries = useEntries({ from: days[0] ?? today, to: days.at(-1) ?? today, who });
  const go = (patch: typeof search) =>
    void navigate({ search: (before) => ({ ...before, month: undefined, ...patch }) });
  const title = titleOf(view, days, date);
  const edit = (entry: Entry) => setOpen({ entry });
  return (
    <>
      <PageHeader title={t('Calendar')}>
        {mayCreate && (
          <Button
            leftSection={<IconPlus size={16} aria-hidden="true" />}
            onClick={() => setOpen({ at: momentAt(date, NINE) })}
          >
            {t('New')}
          </Button>
        )}
      </PageHeader>
      <div className={classes.page}>
        <div className={classes.toolbar}>
          <h2 className={classes.month} aria-live="polite">
            {title}
          </h2>
          <Views view={view} who={who} onChange={go} />
          <span className={classes.turn}>
            <Button variant="default" size="xs" onClick={() => go({ on: undefined })}>
              {t('Today')}
            </Button>
            <ActionIcon variant="default" aria-label={t('Before')} onClick={() => go({ on: turned(view, date, -1) })}>
              <IconChevronLeft size={16} />
            </ActionIcon>
            <ActionIcon variant="default" aria-label={t('Next')} onClick={() => go({ on: turned(view, date, 1) })}>
              <IconChevronRight size={16} />
            </ActionIcon>
          </span>
        </div>
        {entries.error && (
          <ErrorState
            title={t('The tasks could not be loaded')}
            error={entries.error}
            onRetry={() => void entries.refetch()}
          />
        )}
        {entries.isCut && (
          <p className={classes.hint}>{t('There are more tasks than fit here: the last ones are left out.')}</p>
        )}
        {view === 'month' && (
          <MonthGrid days={days} title={title} month={date.slice(0, 7)} today={today} entries={entries} onOpen={edit} />
        )}
        {view === 'agenda' && <Agenda days={days} title={title} today={today} entries={entries} onOpen={edit} />}
        {(view === 'week' || view === 'day') && (
          <TimeGrid
            key={view}
            days={days}
            byDay={entries.byDay}
            today={today}
            onOpen={edit}
            onNew={(at) => setOpen({ at })}
          />
        )}
      </div>
      {open && 'at' in open && <NewEntry at={open.at} onClose={() => setOpen(null)} />}
      {open && 'entry' in open && <EditEntry entry={open.entry} onClose={() => setOpen(null)} />}
    </>
  );
}

interface ViewsProps {
  view: CalendarView;
  who: 'me' | 'all';
  onChange: (patch: { view?: CalendarView; who?: 'all' | undefined }) => void;
}

function Views({ view, who, onChange }: ViewsProps) {
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t('View')}
        data={[
          { value: 'month', label: t('Month') },
          { value: 'week', label: t('Week') },
          { value: 'day', label: t('Day') },
          { value: 'agenda', label: t('Agenda') },
        ]}
        value={view}
        onChange={(next) => onChange({ view: next as CalendarView })}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('Whose tasks')}
        data={[
          { value: 'me', label: t('Mine') },
          { value: 'all', label: t('Everybody’s') },
        ]}
        value={who}
        onChange={(next) => onChange({ who: next === 'all' ? 'all' : undefined })}
      />
    </>
  );
}
