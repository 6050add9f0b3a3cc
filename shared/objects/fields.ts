import { customKinds } from '#shared/custom-fields.ts';
import { boolean } from '#shared/fields/boolean.ts';
import { integer } from '#shared/fields/integer.ts';
import { jsonList } from '#shared/fields/json.ts';
import { option } from '#shared/fields/option.ts';
import { text } from '#shared/fields/text.ts';
import { defineObject, type RecordOf } from '#shared/object.ts';
import { managedBy } from '#shared/permissions.ts';

/** What a tenant has made of fields: those it added (their keys begin with `c_`), and its wording and choices for those of the product. */
export const fields = defineObject({
  name: 'fields',
  label: ['Field', 'Fields'],
  title: 'label',
  fields: {
    object: text({ required: true, max: 50, label: 'Object' }),
    key: text({ required: true, max: 50 }),
    kind: option({ required: true, options: customKinds, fixed: true }),
    label: text({ required: true, max: 80, search: true }),
    help: text({ max: 500 }),
    required: boolean({ default: false }),
    unique: boolean({ default: false }),
    /** The free text search looks into it. */
    searched: boolean({ default: false }),
    multiline: boolean({ default: false }),
    options: jsonList(),
    /** relation: the object whose records it names. */
    target: text({ max: 50 }),
    position: integer({ min: 0, max: 100_000 }),
    slot: text({ readOnly: true, max: 20 }),
  },
  rollups: [[]],
  access: managedBy('admin'),
  routes: false,
  list: { columns: ['object', 'label', 'kind', 'required', 'unique'] },
});
export type FieldRecord = RecordOf<typeof fields>;
