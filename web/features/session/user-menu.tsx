import { UnstyledButton } from '@mantine/core';
import { IconSelector } from '@tabler/icons-react';
import { t } from '#web/language/translate.ts';
import { useSession } from '#web/records/use-object.ts';
import { Avatar } from '#web/ui/avatar.tsx';
import { OnDemand } from '#web/ui/on-demand.tsx';
import classes from './user-menu.module.css';

const loadMenu = async () => (await import('./opened-user-menu.tsx')).OpenedUserMenu;

/** Who is signed in, and what they can set for themselves. */
export function UserMenu() {
  const { user } = useSession();
  return (
    <OnDemand load={loadMenu} kind="menu" given={{}}>
      <UnstyledButton className={classes.button}>
        <Avatar name={user.name} size="md" />
        <span className={classes.name}>
          <span className="visually-hidden">{t('Account of')} </span>
          {user.name}
        </span>
        <IconSelector size={15} aria-hidden="true" />
      </UnstyledButton>
    </OnDemand>
  );
}
