import { Button, Select, TextInput } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { auditKinds } from '#shared/api/audit.ts';
import { auditQuery } from '#web/api/queries.ts';
import historyClasses from '#web/features/history/history.module.css';
import { RelationPicker } from '#web/fields/relation-picker.tsx';
import { t } from '#web/language/translate.ts';
import { SkeletonLines } from '#web/records/skeleton-lines.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { formatLongDay } from '#web/ui/format.ts';
import { PageHeader } from '#web/ui/page-header.tsx';
import classes from './audit.module.css';
import { AuditItem } from './audit-item.tsx';
import { kindLabels } from './describe-event.ts';

/** What the address says: of whom, of what, from day to day. */
interface AuditSearch {
  kind?: string;
  user?: string;
  from?: string;
  to?: string;
}

/** Who came in, and who changed what people may do and how the organization is set up, newest first. */
export function AuditPage() {
  const search = useSearch({ strict: false }) as AuditSearch;
  const navigate = useNavigate();
  const set = (change: AuditSearch) => navigate({ to: '.', search: { ...search, ...change }, replace: true });
  return (
    <>
      <PageHeader title={t('Audit log')} />
      <div className={historyClasses.page}>
        <div className={classes.filters}>
          <Select
            size="xs"
            aria-label={t('What happened')}
            placeholder={t('Everything')}
            clearable
            data={auditKinds.map((kind) => ({ value: kind, label: t(kindLabels[kind]) }))}
            value={search.kind ?? null}
            onChange={(kind) => set({ kind: kind ?? '' })}
          />
          <RelationPicker
            target="users"
            size="xs"
            aria-label={t('Who')}
            placeholder={t('Everybody')}
            value={Number(search.user) || null}
            onChange={(id) => set({ user: id === null ? '' : String(id) })}
          />
          <DayInput label={t('From')} value={search.from} onChange={(from) => set({ from })} />
          <DayInput label={t('Until')} value={search.to} onChange={(to) => set({ to })} />
        </div>
        <Events search={search} />
      </div>
    </>
  );
}

interface DayInputProps {
  label: string;
  value: string | undefined;
  onChange: (day: string) => void;
}

function DayInput({ label, value = '', onChange }: DayInputProps) {
  return (
    <TextInput
      size="xs"
      type="date"
      max="9999-12-31"
      label={label}
      classNames={{ root: classes.day, label: classes.dayLabel }}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function Events({ search }: { search: AuditSearch }) {
  const { kind, user, from, to } = search;
  const filter = { kind, user_id: user, from: startOf(from, 0), to: startOf(to, 1) };
  const { data, error, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(auditQuery(filter));
  if (error && !data) {
    return <ErrorState title={t('The audit log could not be loaded')} error={error} onRetry={() => refetch()} />;
  }
  if (!data) return <SkeletonLines count={6} />;
  const events = data.pages.flatMap((page) => page.data);
  if (events.length === 0) {
    return (
      <EmptyState
        icon={IconShieldLock}
        title={t('Nothing was noted')}
        text={t(
          'Sign-ins, exports and changes of people, roles and settings appear here. Nobody can change what is noted.',
        )}
      />
    );
  }
  return (
    <>
      {[...Map.groupBy(events, (event) => formatLongDay(event.created_at))].map(([day, ofDay]) => (
        <section key={day} aria-label={day}>
          <h2 className={historyClasses.day}>{day}</h2>
          <ul className={historyClasses.sets}>
            {ofDay.map((event) => (
              <AuditItem key={event.id} event={event} />
            ))}
          </ul>
        </section>
      ))}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {t('Show older')}
        </Button>
      )}
    </>
  );
}

/** The moment at which a day begins here, so many days later. */
function startOf(day: string | undefined, later: number): string | undefined {
  const moment = new Date(`${day}T00:00`);
  if (!day || Number.isNaN(moment.getTime())) return undefined;
  moment.setDate(moment.getDate() + later);
  return moment.toISOString();
}
