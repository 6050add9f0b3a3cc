import { IconChevronLeft } from '@tabler/icons-react';
import { Link, Navigate, Outlet, useLocation } from '@tanstack/react-router';
import { t } from '#web/language/translate.ts';
import { mayOpen, settingsPageAt } from '#web/objects/settings-pages.ts';
import { useSession } from '#web/records/use-object.ts';
import { PageHeader } from '#web/ui/page-header.tsx';
import { useIsWide } from '#web/ui/use-screen.ts';
import { NotAllowed } from './not-allowed.tsx';
import classes from './settings-frame.module.css';
import { SettingsNavigation } from './settings-navigation.tsx';

/** What stands around every page of the settings: all of them at the left; where there is no room, the way back to their list. */
export function SettingsFrame() {
  const session = useSession();
  const { pathname } = useLocation();
  const isWide = useIsWide();
  const page = settingsPageAt(pathname);
  const isList = !page && !isWide;
  return (
    <div className={classes.frame}>
      {isWide && (
        <aside className={classes.side} aria-label={t('Settings')}>
          <p className={classes.title}>{t('Settings')}</p>
          <SettingsNavigation />
        </aside>
      )}
      <div className={classes.content}>
        {!isWide && page && (
          <Link to="/settings" className={classes.back}>
            <IconChevronLeft size={16} aria-hidden="true" />
            {t('Settings')}
          </Link>
        )}
        {page && !mayOpen(page, session) ? <NotAllowed page={page} /> : <Outlet />}
        {isList && <SettingsList />}
      </div>
    </div>
  );
}

/** `/settings` itself: the list of pages, or the first of them where the list stands at the left anyway. */
export function SettingsStart() {
  return useIsWide() ? <Navigate to="/settings/profile" replace /> : null;
}

function SettingsList() {
  return (
    <>
      <PageHeader title={t('Settings')} />
      <div className={classes.list}>
        <SettingsNavigation />
      </div>
    </>
  );
}
