import { Link } from '@tanstack/react-router';
import { t } from '#web/language/translate.ts';
import classes from './api-docs.module.css';
import type { Call } from './document.ts';
import { MethodMark } from './method-mark.tsx';

interface CallListProps {
  calls: readonly Call[];
  chosen: string | undefined;
  /** All topics are open, not just that of the call that is shown. */
  isOpen: boolean;
}

/** The calls by topic. */
export function CallList({ calls, chosen, isOpen }: CallListProps) {
  const topic = calls.find(({ operationId }) => operationId === chosen)?.topic;
  if (calls.length === 0) return <p className={classes.none}>{t('No call is called that.')}</p>;
  return (
    <nav aria-label={t('Calls')} className={classes.list}>
      {[...Map.groupBy(calls, (call) => call.topic)].map(([name, ofTopic]) => (
        <details key={`${name} ${isOpen || name === topic}`} open={isOpen || name === topic}>
          <summary>{name}</summary>
          {ofTopic.map((call) => (
            <Link
              key={call.operationId}
              from="/api/docs"
              search={(before) => ({ ...before, call: call.operationId })}
              className={classes.item}
              aria-current={call.operationId === chosen ? 'true' : undefined}
            >
              <MethodMark method={call.method} />
              <span>{call.summary}</span>
            </Link>
          ))}
        </details>
      ))}
    </nav>
  );
}
