import { auditKinds } from './audit.ts';
import { aFlag, aMoment, anId, aText, type JsonSchema, oneOf } from './json-schema.ts';

interface Parameter {
  description: string;
  schema: JsonSchema;
  /** The call cannot do without it. */
  required?: boolean;
}

const positive: JsonSchema = { type: 'integer', minimum: 1 };

/**
 * The query parameters of the API. One name means the same wherever it is read; what is missing here is a filter by the field of
 * its name.
 */
export const parameters: Readonly<Record<string, Parameter>> = {
  id: { description: 'The id of a record.', schema: anId },
  search: {
    description: 'Part of a text in the searched fields, without case and accents.',
    schema: { ...aText, maxLength: 200 },
  },
  page: { description: 'Which page, from 1. Not together with `cursor`.', schema: { ...positive, default: 1 } },
  limit: { description: 'How many at most. More than the most that a call gives counts as that.', schema: positive },
  include: {
    description: 'Related records to answer beside their ids, by the names of the fields without `_id`: `owner,lead`.',
    schema: aText,
  },
  filter: {
    description:
      'A filter as JSON: `{"and": [{"field": "status", "op": "in", "value": ["NEW"]}, {"not": {"field": "owner.name", "op": "contains", "value": "ann"}}]}`. Operators: `= != < <= > >= in not_in contains starts_with is_null not_null between within`, of tags `has_any has_all has_none`.',
    schema: aText,
  },
  sort: { description: 'Fields in the order of sorting, falling with a minus: `-created_at,id`.', schema: aText },
  cursor: { description: 'The `next_cursor` of the answer before.', schema: aText },
  since: { description: 'The `next_cursor` of an earlier answer; from the beginning without.', schema: aText },
  fields: { description: 'The only fields that records have in the answer, beside `id`.', schema: aText },
  total: { description: 'Whether to count. Without a cursor that is usual, with one it is not.', schema: aFlag },
  trash: { description: 'What lies in the trash instead.', schema: { ...aFlag, default: false } },
  replacement: {
    description: 'The record that takes the place of the deleted one wherever it is referred to.',
    schema: { type: 'integer', minimum: 1 },
  },
  purge: { description: 'Delete what lies in the trash for good.', schema: { ...aFlag, default: false } },
  format: { description: 'What the records come as.', schema: { ...oneOf(['csv']), default: 'csv' } },
  headers: {
    description: 'What the first line names fields by: `keys`, which an import finds again, or `labels`.',
    schema: { ...oneOf(['keys', 'labels']), default: 'keys' },
  },
  bom: { description: 'Begin with a byte order mark, which Excel wants to see before UTF-8.', schema: aFlag },
  by: {
    description:
      'The field whose values make the groups, or two: `stage`, `stage,owner_id`; all records are one group without. Days and moments with a unit, day, week, month, quarter or year: `close_date:month`, answered as its first day.',
    schema: aText,
  },
  sum: { description: 'A field with amounts to add up.', schema: aText },
  average: { description: 'A field with numbers that groups have the average of.', schema: aText },
  q: { description: 'What to look for.', schema: { ...aText, minLength: 1, maxLength: 200 }, required: true },
  like: { description: 'Values of fields as JSON: `{"email": "a@b.c"}`.', schema: aText, required: true },
  except: { description: 'The id of a record that is left out.', schema: anId },
  only: { description: 'Kinds of entries, all without: `activities,changes`.', schema: aText },
  user_id: { description: 'The id of a person.', schema: anId },
  kind: { description: 'What happened.', schema: oneOf(auditKinds) },
  from: { description: 'Not before this moment.', schema: aMoment },
  to: { description: 'Before this moment.', schema: aMoment },
  object: { description: 'The name of an object: `leads`.', schema: aText },
  objects: { description: 'Names of objects to look through, all without: `leads,contacts`.', schema: aText },
};
