import { relation } from '#shared/fields/relation.ts';
import { text } from '#shared/fields/text.ts';
import { defineObject, type RecordOf } from '#shared/object.ts';

/** That a contact belongs to a company, and as what; one contact can belong to several. */
export const affiliations = defineObject({
  name: 'affiliations',
  label: ['Affiliation', 'Affiliations'],
  title: 'role',
  fields: {
    contact_id: relation('contacts', { required: true, filter: true }),
    company_id: relation('companies', { required: true, filter: true }),
    role: text({ default: 'Contact', max: 100, search: true }),
  },
  rollups: [[]],
  list: { columns: ['contact_id', 'company_id', 'role'] },
});
export type Affiliation = RecordOf<typeof affiliations>;
