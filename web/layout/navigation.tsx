import { ActionIcon, CloseButton, UnstyledButton } from '@mantine/core';
import {
  type Icon,
  IconBolt,
  IconCalendar,
  IconChartHistogram,
  IconFlag,
  IconHome,
  IconListCheck,
  IconSearch,
  IconSettings,
  IconTimeline,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ObjectName } from '#shared/objects/registry.ts';
import { Bell } from '#web/features/notifications/bell.tsx';
import { UserMenu } from '#web/features/session/user-menu.tsx';
import { listPath } from '#web/fields/record-link.tsx';
import { t } from '#web/language/translate.ts';
import { screens } from '#web/objects/screens.ts';
import { useCan, useObject, useSession } from '#web/records/use-object.ts';
import { Logo } from '#web/ui/logo.tsx';
import classes from './navigation.module.css';

const isApple = /Mac|iP(hone|ad)/.test(navigator.platform);

/** Objects with pages, as they stand in the navigation. */
const order = Object.keys(screens) as ObjectName[];

interface NavigationProps {
  /** Closes the navigation where it lies over the page. */
  onClose: () => void;
  onSearch: () => void;
  onQuickAdd: () => void;
}

export function Navigation({ onClose, onSearch, onQuickAdd }: NavigationProps) {
  const { organization, permissions, preferences } = useSession();
  return (
    <div className={classes.navigation}>
      <div className={classes.top}>
        <Logo size={24} />
        <span className={classes.organization} title={organization.name}>
          {organization.name}
        </span>
        <Bell />
        <CloseButton hiddenFrom="sm" aria-label={t('Close navigation')} onClick={onClose} />
      </div>
      <div className={classes.find}>
        <UnstyledButton className={classes.search} onClick={onSearch}>
          <IconSearch size={16} stroke={1.7} aria-hidden="true" />
          <span>{t('Search')}</span>
          <span className={classes.keys}>{isApple ? '⌘K' : t('Ctrl K')}</span>
        </UnstyledButton>
        <ActionIcon
          variant="default"
          size={32}
          radius="md"
          aria-label={t('Quick add')}
          title={t('Quick add (Q)')}
          onClick={onQuickAdd}
        >
          <IconBolt size={16} stroke={1.7} />
        </ActionIcon>
      </div>
      <nav aria-label={t('Main')}>
        {preferences.guide === 'open' && <Item to="/first-steps" icon={IconFlag} label={t('First steps')} />}
        <Item to="/" icon={IconHome} label={t('Home')} isExact />
        {order.map((object) => (
          <ObjectItem key={object} object={object} />
        ))}
        {(permissions.tasks?.read ?? 'none') !== 'none' && (
          <>
            <Item to="/to-do" icon={IconListCheck} label={t('To do')} />
            <Item to="/calendar" icon={IconCalendar} label={t('Calendar')} />
          </>
        )}
        <Item to="/reports" icon={IconChartHistogram} label={t('Reports')} />
        <Item to="/activities" icon={IconTimeline} label={t('Activities')} />
        <Item to="/settings" icon={IconSettings} label={t('Settings')} />
      </nav>
      <div className={classes.bottom}>
        <UserMenu />
      </div>
    </div>
  );
}

function ObjectItem({ object }: { object: ObjectName }) {
  const { label } = useObject(object);
  const icon = screens[object]?.icon;
  if (!useCan(object, 'read') || !icon) return null;
  return <Item to={listPath(object)} icon={icon} label={label[1]} />;
}

interface ItemProps {
  to: string;
  icon: Icon;
  label: string;
  /** Pages below it are not it. */
  isExact?: boolean;
}

function Item({ to, icon: Icon, label, isExact = false }: ItemProps) {
  return (
    <Link to={to} className={classes.item} activeOptions={{ includeSearch: false, exact: isExact }}>
      <Icon size={17} stroke={1.7} aria-hidden="true" />
      {label}
    </Link>
  );
}
