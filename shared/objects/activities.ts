import { datetime } from '#shared/fields/datetime.ts';
import { integer } from '#shared/fields/integer.ts';
import { option } from '#shared/fields/option.ts';
import { relation } from '#shared/fields/relation.ts';
import { tags } from '#shared/fields/tags.ts';
import { text } from '#shared/fields/text.ts';
import { defineObject, type RecordOf } from '#shared/object.ts';

export const activities = defineObject({
  name: 'activities',
  label: ['Activity', 'Activities'],
  title: 'subject',
  subtitle: ['type', 'body'],
  fields: {
    lead_id: relation('leads', { filter: true }),
    opportunity_id: relation('opportunities', { filter: true }),
    company_id: relation('companies', { filter: true }),
    contact_id: relation('contacts', { filter: true }),
    type: option({ options: ['NOTE', 'CALL', 'EMAIL', 'MEETING'], default: 'NOTE' }),
    subject: text({ default: 'Note', search: true }),
    body: text({ required: true, max: 50_000, multiline: true, search: true }),
    // When a meeting is, however long before or after it is noted. Its length is kept, so that moving the start moves all of it.
    starts_at: datetime({ label: 'Starts' }),
    duration_minutes: integer({ min: 1, max: 10_080, label: 'Minutes' }),
    owner_id: relation('users', { filter: true, defaultToUser: true }),
    tags: tags(),
  },
  // The published documentation knows the first two only.
  requireOneOf: [
    { of: ['lead_id', 'opportunity_id', 'company_id', 'contact_id'], named: ['lead_id', 'opportunity_id'] },
  ],
  partOf: ['lead_id', 'opportunity_id', 'company_id', 'contact_id'],
  rollups: [['type'], ['owner_id', 'type']],
  customFields: true,
  list: { columns: ['type', 'subject', 'lead_id', 'opportunity_id', 'owner_id'] },
  php: true,
});
export type Activity = RecordOf<typeof activities>;
