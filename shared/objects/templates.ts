import { text } from '#shared/fields/text.ts';
import { defineObject, type RecordOf } from '#shared/object.ts';

/** Texts that people use again and again; `{{contact_name}}` in them becomes the value of the record that they are used on. */
export const templates = defineObject({
  name: 'templates',
  label: ['Template', 'Templates'],
  title: 'name',
  fields: {
    name: text({ required: true, max: 100, search: true, unique: true }),
    subject: text(),
    body: text({ required: true, max: 50_000, multiline: true, search: true }),
  },
  rollups: [[]],
  list: { columns: ['name', 'subject'], sort: 'name' },
});
export type Template = RecordOf<typeof templates>;
