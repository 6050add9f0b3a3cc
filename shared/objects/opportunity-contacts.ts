import { option } from '#shared/fields/option.ts';
import { relation } from '#shared/fields/relation.ts';
import { text } from '#shared/fields/text.ts';
import { defineObject, type RecordOf } from '#shared/object.ts';

/** That a contact takes part in a deal, and as what. */
export const opportunityContacts = defineObject({
  name: 'opportunity_contacts',
  label: ['Deal contact', 'Deal contacts'],
  title: 'role',
  fields: {
    opportunity_id: relation('opportunities', { required: true, filter: true }),
    contact_id: relation('contacts', { required: true, filter: true }),
    role: option({
      options: ['DECISION_MAKER', 'CHAMPION', 'INFLUENCER', 'USER', 'PURCHASING', 'LEGAL', 'OPPONENT', 'OTHER'],
      default: 'OTHER',
    }),
    note: text({ max: 500, search: true }),
  },
  rollups: [['role']],
  list: { columns: ['opportunity_id', 'contact_id', 'role'] },
});
export type OpportunityContact = RecordOf<typeof opportunityContacts>;
