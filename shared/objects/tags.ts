import { option } from '#shared/fields/option.ts';
import { LONGEST_TAG } from '#shared/fields/tags.ts';
import { text } from '#shared/fields/text.ts';
import { defineObject, type RecordOf } from '#shared/object.ts';
import { managedBy, sharedWork } from '#shared/permissions.ts';

/** The words that people put on records. Whoever works on records adds tags; those who set the tenant up rename and remove them. */
export const tags = defineObject({
  name: 'tags',
  label: ['Tag', 'Tags'],
  title: 'name',
  fields: {
    name: text({ required: true, max: LONGEST_TAG, search: true, unique: true }),
    color: option({
      options: ['GRAY', 'RED', 'ORANGE', 'YELLOW', 'GREEN', 'TEAL', 'BLUE', 'VIOLET', 'PINK'],
      fixed: true,
      default: 'GRAY',
    }),
  },
  rollups: [[]],
  access: { ...managedBy('admin', 'manager'), create: sharedWork.create },
  list: { columns: ['name', 'color'], sort: 'name' },
});
export type Tag = RecordOf<typeof tags>;
