import { boolean } from '#shared/fields/boolean.ts';
import { date } from '#shared/fields/date.ts';
import { datetime } from '#shared/fields/datetime.ts';
import { integer } from '#shared/fields/integer.ts';
import { option } from '#shared/fields/option.ts';
import { relation } from '#shared/fields/relation.ts';
import { tags } from '#shared/fields/tags.ts';
import { text } from '#shared/fields/text.ts';
import { defineObject, type RecordOf } from '#shared/object.ts';

/** What somebody has to do, about a record or by itself. */
export const tasks = defineObject({
  name: 'tasks',
  label: ['Task', 'Tasks'],
  title: 'title',
  subtitle: ['priority', 'due_at'],
  fields: {
    title: text({ required: true, search: true }),
    body: text({ max: 50_000, multiline: true, search: true }),
    due_at: datetime({ label: 'Due' }),
    done: boolean({ default: false, filter: true }),
    priority: option({ options: ['LOW', 'NORMAL', 'HIGH'], default: 'NORMAL' }),
    remind_at: datetime({ label: 'Remind' }),
    repeats: option({ options: ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'], fixed: true }),
    /** Every so many days, weeks, months or years. */
    repeat_every: integer({ default: 1, min: 1, max: 99 }),
    /** WEEKLY: on which days, `MO,WE,FR`; the day of the one before without. */
    repeat_on: text({ max: 20 }),
    /** The last day on which it happens. */
    repeat_until: date(),
    /** The task of which this is the repetition. */
    previous_id: relation('tasks', { readOnly: true, label: 'Repetition of' }),
    lead_id: relation('leads', { filter: true }),
    company_id: relation('companies', { filter: true }),
    contact_id: relation('contacts', { filter: true }),
    opportunity_id: relation('opportunities', { filter: true }),
    owner_id: relation('users', { filter: true, defaultToUser: true, label: 'Assignee' }),
    tags: tags(),
  },
  rollups: [
    ['done', 'priority'],
    ['owner_id', 'done'],
  ],
  partOf: ['lead_id', 'company_id', 'contact_id', 'opportunity_id'],
  customFields: true,
  tick: 'done',
  list: { columns: ['title', 'due_at', 'priority', 'done', 'owner_id'], sort: 'due_at' },
});
export type Task = RecordOf<typeof tasks>;
