import { type Icon, IconRoute, IconUsers } from '@tabler/icons-react';
import type { ObjectName } from '#shared/objects/registry.ts';

/** A page of the settings. */
interface SettingsPage {
  path: string;
  label: string;
  icon: Icon;
  /** Who may change these records sees the page. */
  object: ObjectName;
}

/** The pages of the settings, in order. */
export const settingsPages: readonly SettingsPage[] = [
  { path: '/users', label: 'Users', icon: IconUsers, object: 'users' },
  { path: '/lead-sources', label: 'Lead sources', icon: IconRoute, object: 'lead_sources' },
];
