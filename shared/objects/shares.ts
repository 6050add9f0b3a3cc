import { integer } from '#shared/fields/integer.ts';
import { option } from '#shared/fields/option.ts';
import { relation } from '#shared/fields/relation.ts';
import { text } from '#shared/fields/text.ts';
import { defineObject, type RecordOf } from '#shared/object.ts';
import { sharedWork } from '#shared/permissions.ts';

/** One record shared with one person or one team; made and listed through the record, not by itself. */
export const shares = defineObject({
  name: 'shares',
  label: ['Share', 'Shares'],
  title: 'object',
  fields: {
    object: text({ required: true, max: 60 }),
    record_id: integer({ required: true, label: 'Record' }),
    user_id: relation('users'),
    team_id: relation('teams'),
    access: option({ options: ['read', 'write'], fixed: true, default: 'read' }),
  },
  requireOneOf: [{ of: ['user_id', 'team_id'] }],
  access: sharedWork,
  routes: false,
  list: { columns: ['object', 'access'] },
});
export type Share = RecordOf<typeof shares>;
