import { boolean } from '#shared/fields/boolean.ts';
import { email } from '#shared/fields/email.ts';
import { option } from '#shared/fields/option.ts';
import { relation } from '#shared/fields/relation.ts';
import { text } from '#shared/fields/text.ts';
import { defineObject, type RecordOf } from '#shared/object.ts';
import { managedBy } from '#shared/permissions.ts';

/** The people of a tenant. They are deactivated, never deleted: their records and history keep their names. */
export const users = defineObject({
  name: 'users',
  label: ['User', 'Users'],
  title: 'name',
  fields: {
    name: text({ required: true, max: 100, search: true }),
    email: email({ required: true, search: true, unique: true }),
    role: option({
      options: [
        { value: 'admin', label: 'Admin' },
        { value: 'manager', label: 'Manager' },
        { value: 'rep', label: 'Sales rep' },
        { value: 'viewer', label: 'Viewer' },
      ],
      fixed: true,
      optionsFrom: 'roles',
      default: 'rep',
    }),
    team_id: relation('teams'),
    active: boolean({ default: true, filter: true }),
  },
  rollups: [['active', 'role']],
  access: managedBy('admin'),
  removable: false,
  list: { columns: ['name', 'email', 'role', 'team_id', 'active'] },
});
export type User = RecordOf<typeof users>;
