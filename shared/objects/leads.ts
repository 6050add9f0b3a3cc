import { datetime } from '#shared/fields/datetime.ts';
import { email } from '#shared/fields/email.ts';
import { option } from '#shared/fields/option.ts';
import { phone } from '#shared/fields/phone.ts';
import { relation } from '#shared/fields/relation.ts';
import { tags } from '#shared/fields/tags.ts';
import { text } from '#shared/fields/text.ts';
import { defineObject, type RecordOf } from '#shared/object.ts';

export const leads = defineObject({
  name: 'leads',
  label: ['Lead', 'Leads'],
  title: 'company',
  subtitle: ['contact_name', 'email'],
  fields: {
    company: text({ required: true, search: true }),
    contact_name: text({ required: true, search: true }),
    email: email({ search: true, match: true }),
    phone: phone(),
    status: option({
      options: [
        'NEW',
        'WORKING',
        'QUALIFIED',
        { value: 'UNQUALIFIED', label: 'Unqualified', type: 'lost' },
        { value: 'CONVERTED', label: 'Converted', kept: true },
      ],
      default: 'NEW',
    }),
    rating: option({ options: ['HOT', 'WARM', 'COLD'] }),
    source_id: relation('lead_sources', { filter: true }),
    owner_id: relation('users', { filter: true, defaultToUser: true }),
    tags: tags(),
    // What the lead was converted to; set by the conversion.
    company_id: relation('companies', { readOnly: true, label: 'Converted to company' }),
    contact_id: relation('contacts', { readOnly: true, label: 'Converted to contact' }),
    opportunity_id: relation('opportunities', { readOnly: true, label: 'Converted to opportunity' }),
    converted_at: datetime({ readOnly: true, label: 'Converted' }),
  },
  rollups: [['status', 'rating'], ['source_id'], ['owner_id', 'status']],
  customFields: true,
  list: { columns: ['company', 'contact_name', 'email', 'status', 'rating', 'tags', 'owner_id'] },
  php: true,
});
export type Lead = RecordOf<typeof leads>;
