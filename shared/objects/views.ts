import { boolean } from '#shared/fields/boolean.ts';
import { integer } from '#shared/fields/integer.ts';
import { json, jsonList } from '#shared/fields/json.ts';
import { option } from '#shared/fields/option.ts';
import { relation } from '#shared/fields/relation.ts';
import { text } from '#shared/fields/text.ts';
import { defineObject, type RecordOf } from '#shared/object.ts';
import { personalWork } from '#shared/permissions.ts';

/** A way to look at an object's records that somebody has kept: which ones, in which order, with which columns. */
export const views = defineObject({
  name: 'views',
  label: ['View', 'Views'],
  title: 'name',
  fields: {
    object: text({ required: true, max: 50, filter: true }),
    name: text({ required: true, max: 60, search: true }),
    /** In the grammar of list filters; an empty object filters nothing. */
    filter: json(),
    /** As lists take it: `-created_at,company`. */
    sort: text({ max: 200 }),
    /** In their order: `[{"field": "company", "width": 240}]`; an empty list is the usual columns. */
    columns: jsonList(),
    layout: option({ options: ['table', 'board'], fixed: true, default: 'table' }),
    /** The option field whose values are the columns of a board. */
    board_by: text({ max: 50 }),
    visibility: option({ options: ['private', 'team', 'everyone'], fixed: true, default: 'private' }),
    /** Opens first for those who are shown it; of several the one that is shown to the fewest. */
    is_default: boolean({ default: false, label: 'Opens first' }),
    position: integer({ min: 0, max: 1_000_000 }),
    owner_id: relation('users', { filter: true, defaultToUser: true }),
  },
  access: personalWork,
  visibleBy: 'visibility',
  list: { columns: ['name', 'object', 'visibility', 'owner_id'], sort: 'position' },
});
export type View = RecordOf<typeof views>;
