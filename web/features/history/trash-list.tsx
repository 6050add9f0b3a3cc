import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ObjectDefinition } from '#shared/object.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { feedQuery } from '#web/api/queries.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { FieldValue } from '#web/fields/field-value.tsx';
import { hasValue } from '#web/fields/has-value.ts';
import { inSentence, t } from '#web/language/translate.ts';
import { SkeletonLines } from '#web/records/skeleton-lines.tsx';
import { useCan, useObject } from '#web/records/use-object.ts';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { Time } from '#web/ui/time.tsx';
import classes from './trash.module.css';
import { PurgeButton, RestoreButton } from './trash-buttons.tsx';

interface TrashListProps {
  object: ObjectName;
}

/** The deleted records of one object, the last deleted first. */
export function TrashList({ object }: TrashListProps) {
  const definition = useObject(object);
  const mayDelete = useCan(object, 'delete');
  const feed = useInfiniteQuery(feedQuery(object, { trash: true, sort: '-updated_at', limit: 50 }));
  if (feed.isPending) return <SkeletonLines count={6} />;
  if (feed.isError) {
    return <ErrorState title={t('The trash could not be loaded')} error={feed.error} onRetry={() => feed.refetch()} />;
  }
  const records = feed.data.pages.flatMap((page) => page.data as AnyRecord[]);
  if (records.length === 0) {
    const many = inSentence(definition.label[1]);
    return (
      <EmptyState icon={IconTrash} title={t('No deleted {many}', { many })} text={t('There is nothing to restore.')} />
    );
  }
  return (
    <>
      <ul className={classes.list}>
        {records.map((record) => (
          <li key={record.id}>
            <Deleted definition={definition} record={record} />
            {mayDelete && (
              <span className={classes.actions}>
                <RestoreButton object={object} record={record} />
                <PurgeButton object={object} record={record} />
              </span>
            )}
          </li>
        ))}
      </ul>
      {feed.hasNextPage && (
        <Button variant="default" loading={feed.isFetchingNextPage} onClick={() => feed.fetchNextPage()}>
          {t('Show older')}
        </Button>
      )}
    </>
  );
}

function Deleted({ definition, record }: { definition: ObjectDefinition; record: AnyRecord }) {
  const details = definition.subtitle.filter((name) => hasValue(record[name]));
  return (
    <div className={classes.record}>
      <p className={classes.title}>{String(record[definition.title])}</p>
      <p className={classes.details}>
        {details.map((name) => {
          const field = definition.fields[name];
          return (
            field && (
              <span key={name} className={classes.detail}>
                <FieldValue name={name} field={field} record={record} />
              </span>
            )
          );
        })}
        <span>
          {t('deleted')} <Time value={record.updated_at} />
        </span>
      </p>
    </div>
  );
}
