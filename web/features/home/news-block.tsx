import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { objects } from '#shared/objects/registry.ts';
import { changeSetsQuery } from '#web/api/queries.ts';
import { describeSet } from '#web/features/history/describe-set.ts';
import { RelationValue } from '#web/fields/relation-value.tsx';
import { t } from '#web/language/translate.ts';
import { useSession } from '#web/records/use-object.ts';
import { Time } from '#web/ui/time.tsx';
import { Block } from './block.tsx';
import classes from './home.module.css';
import { lastVisit } from './last-visit.ts';

const SHOWN = 6;

/** What colleagues have done since the person was last here. */
export function NewsBlock() {
  const { user } = useSession();
  const [since] = useState(() => lastVisit(user.id, Date.now()));
  const { data, error, isPending } = useInfiniteQuery(changeSetsQuery(undefined));
  const sets = data?.pages[0]?.data ?? [];
  const news = sets
    .filter(({ user_id, created_at, changes }) => {
      return user_id !== null && user_id !== user.id && changes > 0 && created_at > since;
    })
    .slice(0, SHOWN);
  return (
    <Block title={t('Since you were last here')} error={data ? null : error} isPending={isPending}>
      {news.length === 0 ? (
        <p className={classes.quiet}>{t('Nobody else has changed anything.')}</p>
      ) : (
        <ul className={classes.records}>
          {news.map((set) => (
            <li key={set.id}>
              <span className={classes.who}>
                <RelationValue
                  id={set.user_id ?? 0}
                  name="owner_id"
                  field={objects.leads.fields.owner_id}
                  record={{}}
                />
              </span>
              <Link to="/settings/history" className={classes.name}>
                {describeSet(set)}
              </Link>
              <span className={classes.note}>
                <Time value={set.created_at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Block>
  );
}
