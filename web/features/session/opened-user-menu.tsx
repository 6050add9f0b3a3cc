import { Menu } from '@mantine/core';
import { IconApi, IconContrast, IconDeviceDesktop, IconKey, IconLogout, IconMoon, IconSun } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { Preferences } from '#shared/api/preferences.ts';
import type { Session } from '#shared/api/session.ts';
import { signOut } from '#web/api/session.ts';
import { forgetRecent } from '#web/features/palette/recent.ts';
import { msg, t } from '#web/language/translate.ts';
import { useSession } from '#web/records/use-object.ts';
import { notifyError } from '#web/ui/notify.tsx';
import { useOpenAtOnce } from '#web/ui/on-demand.tsx';
import { ChangePassword } from './change-password.tsx';
import { saveProfile } from './preferences.ts';
import classes from './user-menu.module.css';

const schemes = [
  { value: 'light', label: msg('Light'), icon: IconSun },
  { value: 'dark', label: msg('Dark'), icon: IconMoon },
  { value: 'contrast', label: msg('High contrast'), icon: IconContrast },
  { value: 'auto', label: msg('As the system'), icon: IconDeviceDesktop },
] as const;

/** The menu of who is signed in, open at its button. */
export function OpenedUserMenu(props: { target: ReactElement }) {
  const session = useSession();
  const { user, preferences } = session;
  const [changingPassword, setChangingPassword] = useState(false);
  const { opened, setOpened, target } = useOpenAtOnce(props.target);
  return (
    <>
      <Menu position="top-start" width={228} opened={opened} onChange={setOpened}>
        <Menu.Target>{target}</Menu.Target>
        <Menu.Dropdown>
          <Menu.Label className={classes.email}>{user.email}</Menu.Label>
          <Menu.Item leftSection={<IconKey size={15} />} onClick={() => setChangingPassword(true)}>
            {t('Change password')}
          </Menu.Item>
          <Menu.Item leftSection={<IconApi size={15} />} component={Link} to="/api/docs">
            {t('API')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>{t('Theme')}</Menu.Label>
          <Menu.RadioGroup value={preferences.theme ?? 'auto'} onChange={chooseTheme}>
            {schemes.map(({ value, label, icon: Icon }) => (
              <Menu.RadioItem key={value} value={value} rightSection={<Icon size={15} />}>
                {t(label)}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout size={15} />} onClick={() => leave(session)}>
            {t('Sign out')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {changingPassword && <ChangePassword onClose={() => setChangingPassword(false)} />}
    </>
  );
}

async function chooseTheme(next: string) {
  try {
    await saveProfile({ theme: next === 'auto' ? null : (next as Preferences['theme']) });
  } catch (error) {
    notifyError(t('The change was not saved'), error as Error);
  }
}

async function leave(session: Session) {
  try {
    await signOut();
    forgetRecent(session);
    location.assign('/login');
  } catch (error) {
    notifyError(t('Signing out has failed'), error as Error);
  }
}
