import { CloseButton } from '@mantine/core';
import { type Icon, IconRoute, IconTimeline, IconUsers } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ObjectName } from '#shared/objects/registry.ts';
import { UserMenu } from '#web/features/session/user-menu.tsx';
import { listPath } from '#web/fields/record-link.tsx';
import { screens } from '#web/objects/screens.ts';
import { useCan, useObject, useSession } from '#web/records/use-object.ts';
import { Logo } from '#web/ui/logo.tsx';
import classes from './navigation.module.css';

/** Objects with pages, as they stand in the navigation. */
const order = Object.keys(screens) as ObjectName[];

interface NavigationProps {
  /** Closes the navigation where it lies over the page. */
  onClose: () => void;
}

export function Navigation({ onClose }: NavigationProps) {
  const { organization } = useSession();
  const managesUsers = useCan('users', 'update');
  const managesSources = useCan('lead_sources', 'update');
  return (
    <div className={classes.navigation}>
      <div className={classes.top}>
        <Logo size={24} />
        <span className={classes.organization} title={organization.name}>
          {organization.name}
        </span>
        <CloseButton hiddenFrom="sm" aria-label="Close navigation" onClick={onClose} />
      </div>
      <nav aria-label="Main">
        {order.map((object) => (
          <ObjectItem key={object} object={object} />
        ))}
        <Item to="/activities" icon={IconTimeline} label="Activities" />
        {(managesUsers || managesSources) && <p className={classes.group}>Settings</p>}
        {managesUsers && <Item to="/users" icon={IconUsers} label="Users" />}
        {managesSources && <Item to="/lead-sources" icon={IconRoute} label="Lead sources" />}
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
}

function Item({ to, icon: Icon, label }: ItemProps) {
  return (
    <Link to={to} className={classes.item} activeOptions={{ includeSearch: false }}>
      <Icon size={17} stroke={1.7} aria-hidden="true" />
      {label}
    </Link>
  );
}
