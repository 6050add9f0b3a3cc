import { text } from '#shared/fields/text.ts';
import { defineObject, type RecordOf } from '#shared/object.ts';
import { managedBy } from '#shared/permissions.ts';

/** Where leads come from. */
export const leadSources = defineObject({
  name: 'lead_sources',
  label: ['Lead source', 'Lead sources'],
  title: 'name',
  fields: {
    name: text({ required: true, max: 100, search: true, unique: true }),
  },
  replaceable: true,
  rollups: [[]],
  access: managedBy('admin', 'manager'),
  list: { columns: ['name'], sort: 'name' },
});
export type LeadSource = RecordOf<typeof leadSources>;

/** The sources of a new tenant. */
export const usualLeadSources = ['Website', 'Referral', 'Advertisement', 'Trade show', 'Cold call', 'Partner', 'Other'];
