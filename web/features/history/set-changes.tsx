import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Change } from '#web/api/history.ts';
import { setChangesQuery } from '#web/api/queries.ts';
import { RecordLink } from '#web/fields/record-link.tsx';
import { msg, t } from '#web/language/translate.ts';
import { useObject } from '#web/records/use-object.ts';
import { ErrorState } from '#web/ui/error-state.tsx';
import { ChangeDetails } from './change-details.tsx';
import classes from './history.module.css';
import { useTitles } from './use-titles.ts';

interface SetChangesProps {
  changeSetId: number;
}

/** What one change set did, record by record. */
export function SetChanges({ changeSetId }: SetChangesProps) {
  const { data, error, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    setChangesQuery(changeSetId),
  );
  const changes = data?.pages.flatMap((page) => page.data) ?? [];
  const titleOf = useTitles(changes);
  if (error && !data) {
    return <ErrorState title={t('These changes could not be loaded')} error={error} onRetry={() => refetch()} />;
  }
  if (!data) return <Skeleton height={64} />;
  if (changes.length === 0) return <p className={classes.dim}>{t('Nothing in it that you may see.')}</p>;
  return (
    <>
      <ul className={classes.changes}>
        {changes.map((change) => (
          <ChangeItem key={change.id} change={change} title={titleOf(change)} />
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" size="compact-sm" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {t('Show more')}
        </Button>
      )}
    </>
  );
}

const words = {
  create: msg('created'),
  update: msg('changed'),
  delete: msg('deleted'),
  restore: msg('restored'),
  purge: msg('deleted for good'),
} as const;

interface ChangeItemProps {
  change: Change;
  title: string;
}

function ChangeItem({ change, title }: ChangeItemProps) {
  const [one] = useObject(change.object).label;
  return (
    <li>
      <p className={classes.record}>
        <span className={classes.dim}>{one}</span>
        <RecordLink object={change.object} id={change.record_id} className={classes.title}>
          {title}
        </RecordLink>
        <span className={classes.dim}>{t(words[change.action])}</span>
      </p>
      <ChangeDetails change={change} />
    </li>
  );
}
