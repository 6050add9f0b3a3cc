import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ChangeSet } from '#web/api/history.ts';
import { changeSetsQuery } from '#web/api/queries.ts';
import { RelationPicker } from '#web/fields/relation-picker.tsx';
import { t } from '#web/language/translate.ts';
import { SkeletonLines } from '#web/records/skeleton-lines.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { formatLongDay } from '#web/ui/format.ts';
import { PageHeader } from '#web/ui/page-header.tsx';
import { ChangeSetItem } from './change-set-item.tsx';
import classes from './history.module.css';

/** Everything that was done in the organization, newest first; each change set can be looked into and taken back. */
export function HistoryPage() {
  const { user } = useSearch({ strict: false }) as { user?: string };
  const navigate = useNavigate();
  return (
    <>
      <PageHeader title={t('Change history')} />
      <div className={classes.page}>
        <RelationPicker
          target="users"
          size="xs"
          className={classes.filter}
          aria-label={t('Who')}
          placeholder={t('Everybody')}
          value={Number(user) || null}
          onChange={(id) => navigate({ to: '.', search: { user: id === null ? undefined : String(id) } })}
        />
        <Sets userId={Number(user) || undefined} />
      </div>
    </>
  );
}

function Sets({ userId }: { userId: number | undefined }) {
  const { data, error, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    changeSetsQuery(userId),
  );
  if (error && !data) {
    return <ErrorState title={t('The history could not be loaded')} error={error} onRetry={() => refetch()} />;
  }
  if (!data) return <SkeletonLines count={6} />;
  const sets = data.pages.flatMap((page) => page.data);
  if (sets.length === 0) {
    return (
      <EmptyState
        icon={IconHistory}
        title={t('Nothing has been changed yet')}
        text={t('Whatever is created, changed or deleted appears here and can be taken back.')}
      />
    );
  }
  return (
    <>
      {[...Map.groupBy(sets, (set) => dayOf(set))].map(([day, ofDay]) => (
        <section key={day} aria-label={day}>
          <h2 className={classes.day}>{day}</h2>
          <ul className={classes.sets}>
            {ofDay.map((set) => (
              <ChangeSetItem key={set.id} set={set} />
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

function dayOf({ created_at }: ChangeSet): string {
  return formatLongDay(created_at);
}
