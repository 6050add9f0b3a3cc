import { boolean } from '#shared/fields/boolean.ts';
import { integer } from '#shared/fields/integer.ts';
import { json, jsonList } from '#shared/fields/json.ts';
import { text } from '#shared/fields/text.ts';
import { defineObject, type RecordOf } from '#shared/object.ts';
import { managedBy } from '#shared/permissions.ts';

/** The ways in which the tenant sells, each with its own stages. */
export const pipelines = defineObject({
  name: 'pipelines',
  label: ['Pipeline', 'Pipelines'],
  title: 'name',
  fields: {
    name: text({ required: true, max: 80, search: true, unique: true }),
    /** New opportunities get it unless they name another; always exactly one. */
    is_default: boolean({ default: false, label: 'Default' }),
    position: integer({ min: 0, max: 100_000 }),
    /** Days without any news after which an open opportunity is marked as stale; a stage can say otherwise. */
    stale_days: integer({ min: 1, max: 3650, label: 'Stale after (days)' }),
    /** In their order; left out on create: the usual ones. */
    stages: jsonList(),
  },
  besides: { replace: json({ label: 'Replace' }) },
  replaceable: true,
  rollups: [[]],
  access: managedBy('admin', 'manager'),
  list: { columns: ['name', 'is_default'], sort: 'position' },
});
export type Pipeline = RecordOf<typeof pipelines>;

/** Days without any news after which an open opportunity is stale, where nobody has said otherwise. */
export const USUAL_STALE_DAYS = 30;
