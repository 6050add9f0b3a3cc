import { ActionIcon, Burger } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconBolt, IconSearch } from '@tabler/icons-react';
import { Outlet, useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { LiveUpdates } from '#web/features/live/live-updates.tsx';
import { usePalette } from '#web/features/palette/palette-host.tsx';
import { useQuickAddDialog } from '#web/features/quick-add/quick-add-host.tsx';
import { SignedOutDialog } from '#web/features/session/signed-out-dialog.tsx';
import { t } from '#web/language/translate.ts';
import { useSession } from '#web/records/use-object.ts';
import { Logo } from '#web/ui/logo.tsx';
import { Navigation } from './navigation.tsx';
import classes from './shell.module.css';

/** What stands around every page: navigation at the left, on phones behind a button. */
export function Shell() {
  const [opened, { toggle, close }] = useDisclosure();
  const { organization } = useSession();
  const { pathname } = useLocation();
  const quickAdd = useQuickAddDialog();
  const search = usePalette({ onQuickAdd: quickAdd.open });
  useHotkeys([['Escape', close]]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: going anywhere closes the menu
  useEffect(close, [pathname]);
  return (
    <div className={classes.shell}>
      <a href="#main" className={classes.skip}>
        {t('Skip to content')}
      </a>
      <header className={classes.header}>
        <Burger opened={opened} onClick={toggle} size="sm" aria-label={t('Open navigation')} aria-expanded={opened} />
        <Logo size={22} />
        <span className={classes.organization}>{organization.name}</span>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('Quick add')} onClick={() => quickAdd.open()}>
          <IconBolt size={19} />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('Search')} onClick={search.open}>
          <IconSearch size={19} />
        </ActionIcon>
      </header>
      <nav className={classes.navbar} data-opened={opened || undefined} aria-label={t('Sidebar')}>
        <Navigation onClose={close} onSearch={search.open} onQuickAdd={() => quickAdd.open()} />
      </nav>
      <main id="main" tabIndex={-1} className={classes.main}>
        <Outlet />
      </main>
      {search.element}
      {quickAdd.element}
      <SignedOutDialog />
      <LiveUpdates />
    </div>
  );
}
