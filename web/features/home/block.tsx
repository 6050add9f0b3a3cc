import { Skeleton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { failureText } from '#web/api/failure-text.ts';
import { RecordsLink } from '#web/features/reports/records-link.tsx';
import { t } from '#web/language/translate.ts';
import classes from './home.module.css';

interface BlockProps {
  title: string;
  /** How many there are, in words; undefined while that is not known. */
  count?: string | undefined;
  /** The list that has all of them. */
  all?: { object: string; filter: string | undefined } | undefined;
  error?: Error | null;
  isPending?: boolean;
  children: ReactNode;
}

/** A part of the start page; its height is the same before and after it is read. */
export function Block({ title, count, all, error, isPending, children }: BlockProps) {
  const id = useId();
  return (
    <section className={classes.block} aria-labelledby={id}>
      <header className={classes.head}>
        <h2 id={id}>{title}</h2>
        {count !== undefined && <span className={classes.count}>{count}</span>}
        {all && (
          <RecordsLink {...all} className={classes.all} label={t('Show all: {what}', { what: title })}>
            {t('Show all')}
            <IconChevronRight size={14} aria-hidden="true" />
          </RecordsLink>
        )}
      </header>
      {error ? (
        <p role="alert" className={classes.quiet}>
          {failureText(error)}
        </p>
      ) : isPending ? (
        <Waiting />
      ) : (
        children
      )}
    </section>
  );
}

function Waiting() {
  return (
    <div aria-busy="true">
      {[0, 1, 2].map((row) => (
        <Skeleton key={row} height={22} my={13} radius="sm" />
      ))}
    </div>
  );
}
