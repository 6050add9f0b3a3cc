import { json } from '#shared/fields/json.ts';
import { option } from '#shared/fields/option.ts';
import { text } from '#shared/fields/text.ts';
import { defineObject, type RecordOf } from '#shared/object.ts';
import { managedBy } from '#shared/permissions.ts';

/** What people may do: the four roles of the product and the tenant's own, each by what differs from a role of the product. */
export const roles = defineObject({
  name: 'roles',
  label: ['Role', 'Roles'],
  title: 'name',
  fields: {
    name: text({ required: true, max: 50, search: true, unique: true }),
    key: text({ default: '', max: 60, readOnly: true, unique: true }),
    base: option({
      options: [
        { value: 'admin', label: 'Admin' },
        { value: 'manager', label: 'Manager' },
        { value: 'rep', label: 'Sales rep' },
        { value: 'viewer', label: 'Viewer' },
      ],
      fixed: true,
      default: 'rep',
    }),
    permissions: json({ label: 'Permissions' }),
    fields: json({ label: 'Field rights' }),
  },
  rollups: [[]],
  access: managedBy('admin'),
  replaceable: true,
  list: { columns: ['name', 'base'], sort: 'name' },
});
export type RoleRecord = RecordOf<typeof roles>;
