import { integer } from '#shared/fields/integer.ts';
import { relation } from '#shared/fields/relation.ts';
import { text } from '#shared/fields/text.ts';
import { defineObject, type RecordOf } from '#shared/object.ts';

/** Files on records; made by sending one to the record. What is told of the bytes was found in them, not claimed by the sender. */
export const attachments = defineObject({
  name: 'attachments',
  label: ['File', 'Files'],
  title: 'name',
  fields: {
    name: text({ required: true, search: true }),
    content_type: text({ default: 'application/octet-stream', max: 200, readOnly: true, label: 'Kind' }),
    size: integer({ required: true, min: 0, readOnly: true, label: 'Bytes' }),
    /** What the bytes are kept under. */
    key: text({ required: true, max: 100, readOnly: true }),
    lead_id: relation('leads', { filter: true }),
    company_id: relation('companies', { filter: true }),
    contact_id: relation('contacts', { filter: true }),
    opportunity_id: relation('opportunities', { filter: true }),
    activity_id: relation('activities', { filter: true }),
    task_id: relation('tasks', { filter: true }),
    owner_id: relation('users', { filter: true, defaultToUser: true, label: 'Added by' }),
  },
  requireOneOf: [{ of: ['lead_id', 'company_id', 'contact_id', 'opportunity_id', 'activity_id', 'task_id'] }],
  partOf: ['lead_id', 'company_id', 'contact_id', 'opportunity_id', 'activity_id', 'task_id'],
  follows: true,
  routes: false,
  list: { columns: ['name', 'content_type', 'size', 'owner_id'] },
});
export type Attachment = RecordOf<typeof attachments>;
