import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type ObjectName, objects } from '#shared/objects/registry.ts';
import { useHasPage } from './record-pages.ts';

interface RecordLinkProps {
  object: string;
  id: number;
  className?: string;
  tabIndex?: number;
  /** False inside of something that is dragged as a whole: a browser drags the address of a link otherwise. */
  draggable?: false;
  children: ReactNode;
}

/** Where an object's list is. */
export function listPath(object: string): string {
  return `/${objects[object as ObjectName].path}`;
}

/** Where the form for a new record is. */
export function newRecordPath(object: string): string {
  return `${listPath(object)}/new`;
}

/** Where a record's page is. */
export function recordPath(object: string, id: number): string {
  return `${listPath(object)}/${id}`;
}

/** Where the form for a new record of `related` is that belongs to a record. */
export function newRelatedPath(object: string, id: number, related: string): string {
  return `${recordPath(object, id)}${newRecordPath(related)}`;
}

/** A record's title, as a link when its object has pages. */
export function RecordLink({ object, id, className, tabIndex, draggable, children }: RecordLinkProps) {
  if (!useHasPage(object)) return <span className={className}>{children}</span>;
  return (
    <Link to={recordPath(object, id)} className={className} tabIndex={tabIndex} draggable={draggable}>
      {children}
    </Link>
  );
}
