import {
  type Icon,
  IconBuildingSkyscraper,
  IconCoin,
  IconForms,
  IconHistory,
  IconLayoutKanban,
  IconLayoutList,
  IconRoute,
  IconShield,
  IconShieldLock,
  IconTag,
  IconTemplate,
  IconTrash,
  IconUserCircle,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { Session } from '#shared/api/session.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { msg } from '#web/language/translate.ts';

/** A page of the settings. */
export interface SettingsPage {
  path: string;
  label: string;
  icon: Icon;
  group: SettingsGroup;
  /** Further words by which it is found. */
  words: string;
  /** Who may change these records sees the page; without, everybody. */
  object?: ObjectName;
}

/** Whom or what settings are about, in the order in which they are shown. */
export const settingsGroups = { you: msg('You'), organization: msg('Organization'), data: msg('Data') } as const;
type SettingsGroup = keyof typeof settingsGroups;

/** The pages of the settings, in order. */
export const settingsPages: readonly SettingsPage[] = [
  {
    path: '/settings/profile',
    label: msg('Profile'),
    icon: IconUserCircle,
    group: 'you',
    words: msg('name, password, language, time zone, theme'),
  },
  {
    path: '/settings/organization',
    label: msg('Organization'),
    icon: IconBuildingSkyscraper,
    group: 'organization',
    words: msg('name of the company, default currency'),
    object: 'users',
  },
  {
    path: '/settings/members',
    label: msg('Members'),
    icon: IconUsers,
    group: 'organization',
    words: msg('people, users, invite, deactivate, hand over'),
    object: 'users',
  },
  {
    path: '/settings/teams',
    label: msg('Teams'),
    icon: IconUsersGroup,
    group: 'organization',
    words: msg('groups of people, departments'),
    object: 'teams',
  },
  {
    path: '/settings/roles',
    label: msg('Roles'),
    icon: IconShield,
    group: 'organization',
    words: msg('rights, permissions, access, who sees what'),
    object: 'roles',
  },
  {
    path: '/settings/audit',
    label: msg('Audit log'),
    icon: IconShieldLock,
    group: 'organization',
    words: msg('security, sign-ins, logins, exports, who did what'),
    object: 'roles',
  },
  {
    path: '/settings/fields',
    label: msg('Fields'),
    icon: IconForms,
    group: 'data',
    words: msg('custom fields, choices, statuses, required, unique'),
    object: 'fields',
  },
  {
    path: '/settings/currencies',
    label: msg('Currencies'),
    icon: IconCoin,
    group: 'data',
    words: msg('rates, exchange, money, default currency'),
    object: 'currencies',
  },
  {
    path: '/settings/pipelines',
    label: msg('Pipelines'),
    icon: IconLayoutKanban,
    group: 'data',
    words: msg('stages, probability, board'),
    object: 'pipelines',
  },
  {
    path: '/settings/lead-sources',
    label: msg('Lead sources'),
    icon: IconRoute,
    group: 'data',
    words: msg('where leads come from, origin'),
    object: 'lead_sources',
  },
  {
    path: '/settings/tags',
    label: msg('Tags'),
    icon: IconTag,
    group: 'data',
    words: msg('labels, colors, merge'),
    object: 'tags',
  },
  {
    path: '/settings/views',
    label: msg('Views'),
    icon: IconLayoutList,
    group: 'data',
    words: msg('kept lists, filters, shared, tabs'),
  },
  {
    path: '/settings/templates',
    label: msg('Templates'),
    icon: IconTemplate,
    group: 'data',
    words: msg('texts, notes, emails'),
    object: 'templates',
  },
  {
    path: '/settings/history',
    label: msg('Change history'),
    icon: IconHistory,
    group: 'data',
    words: msg('undo, audit, who did what'),
  },
  {
    path: '/settings/trash',
    label: msg('Trash'),
    icon: IconTrash,
    group: 'data',
    words: msg('deleted, restore, bring back'),
  },
];

/** Whether the person may change what a page is about. */
export function mayOpen({ object }: SettingsPage, { permissions }: Session): boolean {
  return !object || (permissions[object]?.update ?? 'none') !== 'none';
}

/** The page that an address belongs to, whichever of its parts is open. */
export function settingsPageAt(pathname: string): SettingsPage | undefined {
  return settingsPages.find(({ path }) => pathname === path || pathname.startsWith(`${path}/`));
}

/** Where pages of the settings stood before: links to them keep working. */
export const movedSettings: readonly (readonly [from: string, to: string])[] = [
  ['/profile', '/settings/profile'],
  ['/users', '/settings/members'],
  ['/pipelines', '/settings/pipelines'],
  ['/lead-sources', '/settings/lead-sources'],
  ['/tags', '/settings/tags'],
  ['/templates', '/settings/templates'],
  ['/history', '/settings/history'],
  ['/trash', '/settings/trash'],
  ['/audit', '/settings/audit'],
];
