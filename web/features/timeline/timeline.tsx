import { Button } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Activity } from '#shared/objects/activities.ts';
import { feedQuery } from '#web/api/queries.ts';
import { useCan } from '#web/records/use-object.ts';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { Composer } from './composer.tsx';
import type { Subject, SubjectField } from './subject.ts';
import classes from './timeline.module.css';
import { TimelineItem } from './timeline-item.tsx';
import { TimelineSkeleton } from './timeline-skeleton.tsx';

interface TimelineProps {
  subject: Subject;
  /** Which of the subject's ids the activities shown are of. */
  by: SubjectField;
}

/** What happened, newest first, with the box to add to it. */
export function Timeline({ subject, by }: TimelineProps) {
  const mayAdd = useCan('activities', 'create');
  return (
    <section aria-labelledby="timeline-title">
      <h2 id="timeline-title" className={classes.heading}>
        Activity
      </h2>
      {mayAdd && <Composer subject={subject} />}
      <Feed by={by} id={subject[by] ?? 0} />
    </section>
  );
}

function Feed({ by, id }: { by: SubjectField; id: number }) {
  const feed = useInfiniteQuery(feedQuery('activities', { [by]: id, limit: 20, include: 'owner' }));
  if (feed.isPending) return <TimelineSkeleton />;
  if (feed.isError) {
    return <ErrorState title="Activity could not be loaded" error={feed.error} onRetry={() => feed.refetch()} />;
  }
  const activities = withoutRepeats(feed.data.pages.flatMap((page) => page.data));
  if (activities.length === 0) {
    return (
      <EmptyState
        icon={IconMessagePlus}
        title="No activity yet"
        text="Notes, calls, emails and meetings that you add appear here, newest first."
      />
    );
  }
  return (
    <>
      <ol className={classes.items} aria-label="Timeline">
        {activities.map((activity) => (
          <TimelineItem key={activity.id} activity={activity} />
        ))}
      </ol>
      {feed.hasNextPage && (
        <Button variant="default" loading={feed.isFetchingNextPage} onClick={() => feed.fetchNextPage()}>
          Show older
        </Button>
      )}
    </>
  );
}

/** An activity added between reading two pages moves the rest on, so that one can be in both. */
function withoutRepeats(activities: Activity[]): Activity[] {
  return [...new Map(activities.map((one) => [one.id, one])).values()];
}
