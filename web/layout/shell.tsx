import { AppShell, Burger } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { Outlet, useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { SignedOutDialog } from '#web/features/session/signed-out-dialog.tsx';
import { useSession } from '#web/records/use-object.ts';
import { Logo } from '#web/ui/logo.tsx';
import { Navigation } from './navigation.tsx';
import classes from './shell.module.css';

/** What stands around every page: navigation at the left, on phones behind a button. */
export function Shell() {
  const [opened, { toggle, close }] = useDisclosure();
  const { organization } = useSession();
  const { pathname } = useLocation();
  useHotkeys([['Escape', close]]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: going anywhere closes the menu
  useEffect(close, [pathname]);
  return (
    <AppShell
      layout="alt"
      transitionDuration={120}
      header={{ height: { base: 52, sm: 0 } }}
      navbar={{ width: 228, breakpoint: 'sm', collapsed: { mobile: !opened } }}
    >
      <a href="#main" className={classes.skip}>
        Skip to content
      </a>
      <AppShell.Header hiddenFrom="sm" className={classes.header}>
        <Burger opened={opened} onClick={toggle} size="sm" aria-label="Open navigation" aria-expanded={opened} />
        <Logo size={22} />
        <span className={classes.organization}>{organization.name}</span>
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar} data-opened={opened || undefined} aria-label="Sidebar">
        <Navigation onClose={close} />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} className={classes.main}>
        <Outlet />
      </AppShell.Main>
      <SignedOutDialog />
    </AppShell>
  );
}
