import { email } from '#shared/fields/email.ts';
import { entries } from '#shared/fields/entries.ts';
import { phone } from '#shared/fields/phone.ts';
import { relation } from '#shared/fields/relation.ts';
import { tags } from '#shared/fields/tags.ts';
import { text } from '#shared/fields/text.ts';
import { defineObject, type RecordOf } from '#shared/object.ts';

/** People at companies. The company here is the main one; `affiliations` name the others. */
export const contacts = defineObject({
  name: 'contacts',
  label: ['Contact', 'Contacts'],
  title: 'name',
  subtitle: ['job_title', 'email'],
  fields: {
    name: text({ required: true, search: true }),
    email: email({ search: true, match: true }),
    emails: entries({ of: 'email', primary: 'email', search: true }),
    phone: phone(),
    phones: entries({ of: 'phone', primary: 'phone' }),
    job_title: text({ search: true }),
    company_id: relation('companies', { filter: true }),
    owner_id: relation('users', { filter: true, defaultToUser: true }),
    tags: tags(),
  },
  rollups: [['owner_id']],
  customFields: true,
  list: { columns: ['name', 'job_title', 'company_id', 'email', 'phone', 'tags', 'owner_id'] },
});
export type Contact = RecordOf<typeof contacts>;
