import {
  type Icon,
  IconHistory,
  IconLayoutKanban,
  IconRoute,
  IconTag,
  IconTemplate,
  IconTrash,
  IconUserCircle,
  IconUsers,
} from '@tabler/icons-react';
import type { ObjectName } from '#shared/objects/registry.ts';
import { msg } from '#web/language/translate.ts';

/** A page of the settings. */
interface SettingsPage {
  path: string;
  label: string;
  icon: Icon;
  /** Who may change these records sees the page; without, everybody. */
  object?: ObjectName;
}

/** The pages of the settings, in order. */
export const settingsPages: readonly SettingsPage[] = [
  { path: '/profile', label: msg('Profile'), icon: IconUserCircle },
  { path: '/users', label: msg('Users'), icon: IconUsers, object: 'users' },
  { path: '/pipelines', label: msg('Pipelines'), icon: IconLayoutKanban, object: 'pipelines' },
  { path: '/lead-sources', label: msg('Lead sources'), icon: IconRoute, object: 'lead_sources' },
  { path: '/tags', label: msg('Tags'), icon: IconTag, object: 'tags' },
  { path: '/templates', label: msg('Templates'), icon: IconTemplate, object: 'templates' },
  { path: '/history', label: msg('Change history'), icon: IconHistory },
  { path: '/trash', label: msg('Trash'), icon: IconTrash },
];
