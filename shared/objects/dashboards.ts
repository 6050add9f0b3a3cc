import { integer } from '#shared/fields/integer.ts';
import { jsonList } from '#shared/fields/json.ts';
import { option } from '#shared/fields/option.ts';
import { relation } from '#shared/fields/relation.ts';
import { text } from '#shared/fields/text.ts';
import { defineObject, type RecordOf } from '#shared/object.ts';
import { personalWork } from '#shared/permissions.ts';

/** A page of charts that somebody has put together. */
export const dashboards = defineObject({
  name: 'dashboards',
  label: ['Dashboard', 'Dashboards'],
  title: 'name',
  fields: {
    name: text({ required: true, max: 60, search: true }),
    /** In their order; what a chart says stands in `shared/charts.ts`. */
    charts: jsonList(),
    visibility: option({ options: ['private', 'team', 'everyone'], fixed: true, default: 'private' }),
    position: integer({ min: 0, max: 1_000_000 }),
    owner_id: relation('users', { filter: true, defaultToUser: true }),
  },
  access: personalWork,
  visibleBy: 'visibility',
  list: { columns: ['name', 'visibility', 'owner_id'], sort: 'position' },
});
export type Dashboard = RecordOf<typeof dashboards>;
