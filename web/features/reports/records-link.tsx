import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listPath } from '#web/fields/record-link.tsx';

interface RecordsLinkProps {
  object: string;
  /** In the grammar of lists, as JSON; all records without. */
  filter: string | undefined;
  className?: string;
  label?: string;
  children: ReactNode;
}

/** A figure that opens the list of the records that it counts. */
export function RecordsLink({ object, filter, className, label, children }: RecordsLinkProps) {
  return (
    <Link to={listPath(object)} search={recordsSearch(filter)} className={className} aria-label={label}>
      {children}
    </Link>
  );
}

/** The address of a list of exactly these records, whatever view opens first there. */
export function recordsSearch(filter: string | undefined) {
  return { filter, view: 'all', layout: 'list' };
}
