import { Button } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ObjectName } from '#shared/objects/registry.ts';
import { timelineQuery } from '#web/api/queries.ts';
import { t } from '#web/language/translate.ts';
import { useCan } from '#web/records/use-object.ts';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { Composer } from './composer.tsx';
import type { Subject } from './subject.ts';
import classes from './timeline.module.css';
import { TimelineEntryItem } from './timeline-entry.tsx';
import { TimelineFilter } from './timeline-filter.tsx';
import { TimelineSkeleton } from './timeline-skeleton.tsx';

interface TimelineProps {
  object: ObjectName;
  id: number;
  /** What activities added here belong to; without, only changes happen here. */
  subject?: Subject;
}

/** Everything that happened around a record, newest first, with the box to add to it. */
export function Timeline({ object, id, subject }: TimelineProps) {
  const mayAdd = useCan('activities', 'create');
  const [only, setOnly] = useState('');
  return (
    <section aria-labelledby="timeline-title">
      {subject && mayAdd && <Composer object={object} id={id} subject={subject} />}
      <div className={classes.heading}>
        <h2 id="timeline-title">{subject ? t('Activity') : t('History')}</h2>
        {subject && <TimelineFilter object={object} value={only} onChange={setOnly} />}
      </div>
      <Feed object={object} id={id} only={only} />
    </section>
  );
}

function Feed({ object, id, only }: { object: ObjectName; id: number; only: string }) {
  const feed = useInfiniteQuery(timelineQuery(object, id, only));
  if (feed.isPending) return <TimelineSkeleton />;
  if (feed.isError && !feed.data) {
    return (
      <ErrorState title={t('The timeline could not be loaded')} error={feed.error} onRetry={() => feed.refetch()} />
    );
  }
  const entries = feed.data.pages.flatMap((page) => page.data);
  if (entries.length === 0) {
    return (
      <EmptyState
        icon={IconMessagePlus}
        title={t('Nothing here yet')}
        text={t('Notes, calls, emails, meetings and tasks that you add appear here, newest first.')}
      />
    );
  }
  return (
    <>
      <ol className={classes.items} aria-label={t('Timeline')}>
        {entries.map((entry) => (
          <TimelineEntryItem key={`${entry.kind} ${entry.id}`} entry={entry} />
        ))}
      </ol>
      {feed.hasNextPage && (
        <Button variant="default" loading={feed.isFetchingNextPage} onClick={() => feed.fetchNextPage()}>
          {t('Show older')}
        </Button>
      )}
    </>
  );
}
