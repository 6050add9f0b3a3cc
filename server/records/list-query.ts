import type { Ctx } from '#server/platform/context.ts';
import { noPreferences } from '#shared/api/preferences.ts';
import { isCustomKey } from '#shared/custom-fields.ts';
import { invalid } from '#shared/errors.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { fieldKinds } from '#shared/fields/kinds.ts';
import type { TagRef } from '#shared/fields/tags.ts';
import { equalitiesOf } from '#shared/filter/dimensions.ts';
import type { Definitions } from '#shared/filter/field-path.ts';
import type { FilterNode } from '#shared/filter/node.ts';
import { parseFilterText } from '#shared/filter.ts';
import { includeNames } from '#shared/include-names.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import type { Calendar } from '#shared/relative-dates.ts';
import type { CompiledObject } from './compile-object.ts';
import { objectsFor } from './definition.ts';
import type { ListInput } from './list.ts';
import { readSort } from './sort.ts';
import type { Filter } from './where.ts';

const DEFAULT_LIMIT = 50;
const MOST_PER_PAGE = 100;
const LONGEST_SEARCH = 200;
/** What any larger page or limit counts as; times a page's records it is still an offset that PostgreSQL takes. */
const LARGEST = 1e15;

/** The query parameters of the documented lists. */
export function documentedParameters(object: ObjectDefinition): string[] {
  return ['search', 'page', 'limit', 'include', ...filterFields(object)];
}

/** The query parameters of an object's list. */
export function listParameters(object: ObjectDefinition): string[] {
  const own = ['filter', 'sort', 'cursor', 'fields', 'total'];
  return [...documentedParameters(object), ...own, ...(object.removable ? ['trash'] : [])];
}

/** The query parameters of an object's groups. */
export function groupParameters(object: ObjectDefinition): string[] {
  return ['by', 'sum', 'average', 'filter', ...filterFields(object)];
}

function filterFields(object: ObjectDefinition): string[] {
  return Object.keys(object.fields).filter((name) => object.fields[name]?.filter);
}

/** What a query is read against: the tenant's definitions, and the calendar of whoever asks. */
export interface QueryReading {
  definitions: Definitions;
  calendar: Calendar;
}

/** Days are those of the person's time zone and weeks begin as they say; of UTC and on Monday where they say nothing. */
export async function readingOf(ctx: Ctx): Promise<QueryReading> {
  const objects = await objectsFor(ctx);
  const { time_zone, first_weekday } = ctx.user.preferences ?? noPreferences;
  return {
    definitions: (name) => objects.get(name),
    calendar: { now: ctx.app.clock.now(), timeZone: time_zone ?? 'UTC', firstDayOfWeek: first_weekday ?? 1 },
  };
}

export interface ListQuery extends ListInput {
  include: string[];
  /** The fields that an answer keeps; null: all. */
  fields: string[] | null;
}

/** Reads a list's query parameters; refuses them with every wrong one named. */
export function readListQuery(
  reading: QueryReading,
  object: CompiledObject,
  query: Readonly<Record<string, string>>,
): ListQuery {
  const errors: FieldErrors = {};
  const filter = readFilters(reading, object, { query, errors });
  const page = readPositive('page', query.page, 1, errors);
  const limit = Math.min(readPositive('limit', query.limit, DEFAULT_LIMIT, errors), MOST_PER_PAGE);
  const search = query.search?.trim() ?? '';
  if (search.length > LONGEST_SEARCH) errors.search = `Search must be at most ${LONGEST_SEARCH} characters`;
  if (query.cursor !== undefined && query.page !== undefined) errors.page = 'Give page or cursor, not both';
  const include = readInclude(object, query.include, errors);
  const fields = readFields(object, query.fields, errors);
  for (const name of ['total', 'trash']) {
    const label = name === 'total' ? 'Total' : 'Trash';
    if (!['true', 'false', undefined].includes(query[name])) errors[name] = `${label} must be true or false`;
  }
  if (Object.keys(errors).length > 0) throw invalid(errors);
  return {
    ...filter,
    search,
    page,
    limit,
    include,
    fields,
    trash: query.trash === 'true',
    sort: readSort(object, query.sort),
    ...(query.cursor && { cursor: query.cursor }),
    withTotal: query.total === undefined ? query.cursor === undefined : query.total === 'true',
  };
}

/** The filters `?field=value`, of which an empty value filters nothing, and `?filter=` with the grammar. */
export function readFilters(
  { definitions, calendar }: QueryReading,
  object: CompiledObject,
  { query, errors }: { query: Readonly<Record<string, string>>; errors: FieldErrors },
): Pick<Filter, 'equals' | 'node'> {
  const { equals, tagged } = readEquals(object, query, errors);
  const withTags = (node?: FilterNode): FilterNode | null =>
    tagged.length === 0 ? (node ?? null) : { type: 'and', nodes: [...tagged, ...(node ? [node] : [])] };
  if (!query.filter) return { equals, node: withTags() };
  const parsed = parseFilterText(definitions, object.name, query.filter, calendar);
  if (!parsed.ok) {
    Object.assign(errors, parsed.errors);
    return { equals };
  }
  // Plain equalities are answered by the rollups like those of other parameters.
  const plain = equalitiesOf(parsed.filter);
  const isPlain = plain && Object.keys(plain).every((name) => !Object.hasOwn(equals, name));
  if (isPlain) return { equals: { ...equals, ...plain }, node: withTags() };
  return { equals, node: withTags(parsed.filter) };
}

function readEquals(
  object: CompiledObject,
  query: Readonly<Record<string, string>>,
  errors: FieldErrors,
): { equals: Record<string, unknown>; tagged: FilterNode[] } {
  const equals: Record<string, unknown> = {};
  const tagged: FilterNode[] = [];
  for (const name of Object.keys(query)) {
    if (isCustomKey(name) && !object.fields[name]?.filter) errors[name] = 'Unknown parameter';
  }
  for (const name of filterFields(object)) {
    const field = object.fields[name];
    const given = query[name]?.trim();
    if (!field || !given) continue;
    const parsed = fieldKinds[field.kind].parse(given, field);
    if (!parsed.ok) errors[name] = parsed.error;
    else if (field.kind === 'tags') tagged.push(hasAll(name, parsed.value as readonly TagRef[]));
    else equals[name] = parsed.value;
  }
  return { equals, tagged };
}

/** `?tags=vip,hot`: every further tag narrows the list, as every further parameter does. */
function hasAll(field: string, values: readonly TagRef[]): FilterNode {
  return { type: 'condition', path: [], field, kind: 'tags', test: { is: 'has', mode: 'all', values } };
}

function readFields(object: CompiledObject, given: string | undefined, errors: FieldErrors): string[] | null {
  if (given === undefined) return null;
  const names = given.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !Object.hasOwn(object.allFields, name));
  if (unknown !== undefined) errors.fields = `Fields takes ${Object.keys(object.allFields).join(', ')}`;
  return [...new Set(['id', ...names])];
}

function readPositive(name: string, given: string | undefined, fallback: number, errors: FieldErrors): number {
  if (given === undefined) return fallback;
  const value = /^\d+$/.test(given.trim()) ? Math.min(Number(given), LARGEST) : 0;
  if (value < 1) errors[name] = `${name === 'page' ? 'Page' : 'Limit'} must be a positive integer`;
  return Math.max(value, 1);
}

export function readInclude(object: CompiledObject, given: string | undefined, errors: FieldErrors): string[] {
  const names = [...new Set((given ?? '').split(',').map((name) => name.trim()))].filter(Boolean);
  const known = [...includeNames(object.fields).keys()];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown) errors.include = `Include takes ${known.join(', ') || 'nothing here'}, not ${unknown}`;
  return names;
}
