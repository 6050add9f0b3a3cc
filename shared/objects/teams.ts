import { relation } from '#shared/fields/relation.ts';
import { text } from '#shared/fields/text.ts';
import { defineObject, type RecordOf } from '#shared/object.ts';
import { managedBy } from '#shared/permissions.ts';

/** Groups of people, one below the other: a role can reach the records of one's team and of the teams below it. */
export const teams = defineObject({
  name: 'teams',
  label: ['Team', 'Teams'],
  title: 'name',
  fields: {
    name: text({ required: true, max: 100, search: true, unique: true }),
    parent_id: relation('teams', { label: 'Part of' }),
  },
  rollups: [[]],
  access: managedBy('admin'),
  list: { columns: ['name', 'parent_id'], sort: 'name' },
});
export type Team = RecordOf<typeof teams>;
