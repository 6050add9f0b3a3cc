import {
  aCount,
  anId,
  anything,
  aText,
  fieldsOf,
  idOf,
  type JsonSchema,
  listOf,
  oneOf,
  orNull,
  shape,
} from '#shared/api/json-schema.ts';
import { changeRef } from '#shared/api/record-schemas.ts';
import { invalid } from '#shared/errors.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { readInteger } from '#shared/fields/integer.ts';
import type { FilterNode } from '#shared/filter/node.ts';
import { parseFilter } from '#shared/filter.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import type { CompiledObject } from './compile-object.ts';
import type { QueryReading } from './list-query.ts';

/** Most records that one call changes; an undo of as many is a matter of seconds too. */
export const MOST_RECORDS = 50_000;
const LONGEST_SEARCH = 200;

export interface BulkInput {
  action: 'update' | 'delete';
  /** Which records: these, or those that a list with this filter and search finds. */
  ids: number[] | null;
  node: FilterNode | null;
  search: string;
  data: Readonly<Record<string, unknown>>;
}

/** The body of a bulk change. */
export function bulkBody(object: ObjectDefinition): JsonSchema {
  const ids = {
    ...listOf(idOf(object.name)),
    minItems: 1,
    maxItems: MOST_RECORDS,
    description: 'These records; or `filter`.',
  };
  const filter = { ...anything, description: 'Those that a list with this filter finds; `{"and": []}` is all.' };
  return fieldsOf(
    { action: oneOf(object.removable ? ['update', 'delete'] : ['update']) },
    { ids, filter, search: { ...aText, maxLength: LONGEST_SEARCH }, data: changeRef(object) },
  );
}

export const bulkResult: JsonSchema = shape({
  change_set_id: orNull(anId),
  matched: { ...aCount, description: 'Records that were found.' },
  changed: { ...aCount, description: 'Records that are different now.' },
  skipped: { ...aCount, description: 'Records that the role may read but not change, and ids that there are not.' },
});

/** Reads the body of a bulk change; refuses it with every wrong part named. */
export function readBulk(
  { definitions, calendar }: QueryReading,
  object: CompiledObject,
  body: Readonly<Record<string, unknown>>,
): BulkInput {
  const { action, ids, filter, search = '', data = {}, ...others } = body;
  const errors: FieldErrors = Object.fromEntries(Object.keys(others).map((name) => [name, 'Unknown field']));
  const known = object.removable ? ['update', 'delete'] : ['update'];
  if (typeof action !== 'string' || !known.includes(action)) errors.action = `Action must be ${known.join(' or ')}`;
  if ((ids === undefined) === (filter === undefined)) errors.ids = 'Give either ids or a filter: {"and": []} is all';
  const read = ids === undefined ? null : readIds(ids, errors);
  if (typeof search !== 'string' || search.length > LONGEST_SEARCH) {
    errors.search = `Search must be text of at most ${LONGEST_SEARCH} characters`;
  }
  if (search !== '' && ids !== undefined) errors.search = 'Search goes with a filter, not with ids';
  const isObject = typeof data === 'object' && data !== null && !Array.isArray(data);
  if (action === 'update' && !(isObject && Object.keys(data).length > 0)) {
    errors.data = 'Data must be an object with the fields to change';
  }
  if (action === 'delete' && body.data !== undefined) errors.data = 'A delete takes no data';
  const parsed = filter === undefined ? null : parseFilter(definitions, object.name, filter, calendar);
  if (parsed && !parsed.ok) Object.assign(errors, parsed.errors);
  if (Object.keys(errors).length > 0) throw invalid(errors);
  return {
    action: action as BulkInput['action'],
    ids: read,
    node: parsed?.ok ? parsed.filter : null,
    search: String(search).trim(),
    data: data as BulkInput['data'],
  };
}

function readIds(given: unknown, errors: FieldErrors): number[] {
  const ids = Array.isArray(given) ? given.map(readInteger) : [];
  const isGood = ids.length > 0 && ids.length <= MOST_RECORDS && ids.every((id) => id !== null && id > 0);
  if (!isGood) errors.ids = `Ids must be a list of 1 to ${MOST_RECORDS.toLocaleString('en')} positive integers`;
  return [...new Set(ids.filter((id) => id !== null))];
}
