import { IconLock, IconUsers } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Dashboard } from '#shared/objects/dashboards.ts';
import { t } from '#web/language/translate.ts';
import classes from './dashboard-tabs.module.css';

interface DashboardTabsProps {
  dashboards: readonly Dashboard[];
  open: Dashboard;
}

/** The dashboards that one is shown; the open one keeps what it is narrowed down by. */
export function DashboardTabs({ dashboards, open }: DashboardTabsProps) {
  return (
    <nav className={classes.tabs} aria-label={t('Dashboards')}>
      {dashboards.map((dashboard) => (
        <Link
          key={dashboard.id}
          to="/reports"
          search={(before) => ({ ...before, dashboard: String(dashboard.id) })}
          className={classes.tab}
          aria-current={dashboard.id === open.id ? 'page' : false}
        >
          {dashboard.visibility === 'private' && (
            <IconLock size={13} stroke={1.8} role="img" aria-label={t('Private')} />
          )}
          {dashboard.visibility === 'team' && <IconUsers size={13} stroke={1.8} role="img" aria-label={t('Team')} />}
          {dashboard.name}
        </Link>
      ))}
    </nav>
  );
}
