import { Skeleton } from '@mantine/core';
import { IconFileOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { ObjectDefinition } from '#shared/object.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { ApiError } from '#web/api/client.ts';
import { recordQuery } from '#web/api/queries.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { listPath } from '#web/fields/record-link.tsx';
import { inSentence, t } from '#web/language/translate.ts';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { usePageTitle } from '#web/ui/use-page-title.ts';
import { useIsNarrow } from '#web/ui/use-screen.ts';
import { PageParts } from './page-parts.tsx';
import { OthersHere } from './presence/others-here.ts';
import { PresenceBar } from './presence/presence-bar.tsx';
import { usePresence } from './presence/use-presence.ts';
import { RecordFields } from './record-fields.tsx';
import { RecordNeighbours } from './record-neighbours.tsx';
import classes from './record-page.module.css';
import { TickBox } from './tick-box.tsx';
import { useObject } from './use-object.ts';

interface RecordPageProps {
  object: ObjectName;
  id: number;
  /** Below the title. */
  subtitle?: (record: AnyRecord) => ReactNode;
  /** Beside the title. */
  actions: (record: AnyRecord) => ReactNode;
  /** What happened, the wide part; without, the details stand there. */
  main?: (record: AnyRecord) => ReactNode;
  /** Below the details. */
  related?: (record: AnyRecord) => ReactNode;
}

/** The page of one record, and what is there instead while it is read or when it cannot be. */
export function RecordPage({ object, id, subtitle, actions, main, related }: RecordPageProps) {
  const definition = useObject(object);
  const { data, error, refetch } = useQuery(recordQuery(object, id));
  const record = data as AnyRecord | undefined;
  usePageTitle(record ? String(record[definition.title]) : definition.label[0]);
  if (error && !record) return <Missing definition={definition} error={error} onRetry={() => refetch()} />;
  if (!record) return <PageSkeleton />;
  return (
    <WithPresence object={object} id={id}>
      <article className={classes.page}>
        <header className={classes.header}>
          <div className={classes.top}>
            <nav aria-label={t('Breadcrumb')} className={classes.crumb}>
              <Link to={listPath(definition.name)}>{definition.label[1]}</Link>
            </nav>
            <PresenceBar definition={definition} />
            <RecordNeighbours object={object} id={id} />
          </div>
          <div className={classes.heading}>
            <h1>
              <TickBox definition={definition} record={record} />
              {String(record[definition.title])}
            </h1>
            <div className={classes.actions}>{actions(record)}</div>
          </div>
          {subtitle && <div className={classes.subtitle}>{subtitle(record)}</div>}
        </header>
        <Body object={object} record={record} main={main} related={related} />
      </article>
    </WithPresence>
  );
}

/** Tells the page who else has the record open, from when it is shown. */
function WithPresence({ object, id, children }: { object: ObjectName; id: number; children: ReactNode }) {
  return <OthersHere value={usePresence(object, id)}>{children}</OthersHere>;
}

type BodyProps = Pick<RecordPageProps, 'object' | 'main' | 'related'> & { record: AnyRecord };
type Part = 'main' | 'related' | 'details';

/** What happened beside what is known; a narrow screen shows a part at a time, and keeps what is typed in the others. */
function Body({ object, record, main, related }: BodyProps) {
  const isNarrow = useIsNarrow();
  const [part, setPart] = useState<Part>('main');
  const isHidden = (one: Part) => isNarrow && part !== one;
  if (!main) {
    return (
      <div className={classes.main}>
        <Details object={object} record={record} />
      </div>
    );
  }
  const parts: { value: Part; label: string }[] = [
    { value: 'main', label: t('Activity') },
    ...(related ? [{ value: 'related' as const, label: t('Related') }] : []),
    { value: 'details', label: t('Details') },
  ];
  return (
    <div className={classes.body}>
      {isNarrow && <PageParts parts={parts} value={part} onChange={setPart} className={classes.parts} />}
      <div className={classes.main} hidden={isHidden('main')}>
        {main(record)}
      </div>
      <aside className={classes.aside} aria-label={t('Details')} hidden={isNarrow && part === 'main'}>
        <div hidden={isHidden('details')}>
          <Details object={object} record={record} />
        </div>
        {related && <div hidden={isHidden('related')}>{related(record)}</div>}
      </aside>
    </div>
  );
}

function Details({ object, record }: Pick<BodyProps, 'object' | 'record'>) {
  return (
    <section aria-labelledby="details-title">
      <h2 id="details-title">{t('Details')}</h2>
      <RecordFields object={object} record={record} />
    </section>
  );
}

interface MissingProps {
  definition: ObjectDefinition;
  error: Error;
  onRetry: () => void;
}

function Missing({ definition, error, onRetry }: MissingProps) {
  const [one, many] = definition.label;
  if (!(error instanceof ApiError) || error.status !== 404) {
    return (
      <ErrorState
        title={t('This {one} could not be loaded', { one: inSentence(one) })}
        error={error}
        onRetry={onRetry}
        isPage
      />
    );
  }
  return (
    <EmptyState
      icon={IconFileOff}
      title={t('This {one} is not here', { one: inSentence(one) })}
      text={t('It may have been deleted.')}
      isPage
    >
      <Link to={listPath(definition.name)}>{t('All {many}', { many: inSentence(many) })}</Link>
    </EmptyState>
  );
}

function PageSkeleton() {
  return (
    <div className={classes.header} aria-busy="true">
      <Skeleton height={10} width={60} mb={14} />
      <Skeleton height={20} width="40%" mb={14} />
      <Skeleton height={10} width="25%" mb={40} />
      <Skeleton height={120} />
    </div>
  );
}
