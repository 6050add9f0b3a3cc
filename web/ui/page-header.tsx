import type { ReactNode } from 'react';
import classes from './page-header.module.css';
import { usePageTitle } from './use-page-title.ts';

interface PageHeaderProps {
  title: string;
  /** What can be done on the page. */
  children?: ReactNode;
}

export function PageHeader({ title, children }: PageHeaderProps) {
  usePageTitle(title);
  return (
    <header className={classes.header}>
      <h1>{title}</h1>
      <div className={classes.actions}>{children}</div>
    </header>
  );
}
