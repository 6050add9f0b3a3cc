import { invalid } from '#shared/errors.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { fieldKinds } from '#shared/fields/kinds.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import type { CompiledObject } from './definition.ts';
import { includeNames } from './include.ts';
import type { ListInput } from './list.ts';

const DEFAULT_LIMIT = 50;
const MOST_PER_PAGE = 100;
const LONGEST_SEARCH = 200;
/** What any larger page or limit counts as; times a page's records it is still an offset that PostgreSQL takes. */
const LARGEST = 1e15;

/** The query parameters of an object's list. */
export function listParameters(object: ObjectDefinition): string[] {
  return ['search', 'page', 'limit', 'include', ...filterFields(object)];
}

/** The query parameters of an object's groups. */
export function groupParameters(object: ObjectDefinition): string[] {
  return ['by', 'sum', ...filterFields(object)];
}

function filterFields(object: ObjectDefinition): string[] {
  return Object.keys(object.fields).filter((name) => object.fields[name]?.filter);
}

/** Reads a list's query parameters; refuses them with every wrong one named. */
export function readListQuery(
  object: CompiledObject,
  query: Readonly<Record<string, string>>,
): ListInput & { include: string[] } {
  const errors: FieldErrors = {};
  const equals = readEquals(object, query, errors);
  const page = readPositive('page', query.page, 1, errors);
  const limit = Math.min(readPositive('limit', query.limit, DEFAULT_LIMIT, errors), MOST_PER_PAGE);
  const search = query.search?.trim() ?? '';
  if (search.length > LONGEST_SEARCH) errors.search = `Search must be at most ${LONGEST_SEARCH} characters`;
  const include = readInclude(object, query.include, errors);
  if (Object.keys(errors).length > 0) throw invalid(errors);
  return { equals, search, page, limit, include };
}

/** The filters `?field=value`; an empty value filters nothing. */
export function readEquals(
  object: CompiledObject,
  query: Readonly<Record<string, string>>,
  errors: FieldErrors,
): Record<string, unknown> {
  const equals: Record<string, unknown> = {};
  for (const name of filterFields(object)) {
    const field = object.fields[name];
    const given = query[name]?.trim();
    if (!field || !given) continue;
    const parsed = fieldKinds[field.kind].parse(given, field);
    if (parsed.ok) equals[name] = parsed.value;
    else errors[name] = parsed.error;
  }
  return equals;
}

function readPositive(name: string, given: string | undefined, fallback: number, errors: FieldErrors): number {
  if (given === undefined) return fallback;
  const value = /^\d+$/.test(given.trim()) ? Math.min(Number(given), LARGEST) : 0;
  if (value < 1) errors[name] = `${name === 'page' ? 'Page' : 'Limit'} must be a positive integer`;
  return Math.max(value, 1);
}

export function readInclude(object: CompiledObject, given: string | undefined, errors: FieldErrors): string[] {
  const names = [...new Set((given ?? '').split(',').map((name) => name.trim()))].filter(Boolean);
  const known = includeNames(object);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown) errors.include = `Include takes ${known.join(', ') || 'nothing here'}, not ${unknown}`;
  return names;
}
