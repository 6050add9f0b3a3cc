import { and, join, name, type Sql, sql } from '#server/platform/db/sql.ts';
import { invalid } from '#shared/errors.ts';
import { fieldKinds } from '#shared/fields/kinds.ts';
import type { columnTypes } from './columns.ts';
import type { CompiledObject } from './definition.ts';
import type { AnyRecord } from './record.ts';

/** One key of an order; null counts as the greatest value, as PostgreSQL's indexes have it. */
export interface SortKey {
  field: string;
  descending: boolean;
}

/** Newest first. */
const DEFAULT_SORT: readonly SortKey[] = [{ field: 'created_at', descending: true }];
const MOST_KEYS = 3;

/** Reads `sort=-created_at,name`; ends with the id, so that no two records are equal. */
export function readSort(object: CompiledObject, given: string | undefined): SortKey[] {
  const keys = (given ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter(Boolean)
    .map((key) => ({ field: key.replace(/^-/, ''), descending: key.startsWith('-') }));
  const unknown = keys.find(
    ({ field }) => !Object.hasOwn(object.allFields, field) || object.allFields[field]?.multiline,
  );
  if (unknown) {
    const known = Object.keys(object.allFields).filter((field) => !object.allFields[field]?.multiline);
    throw invalid({ sort: `Sort takes ${known.join(', ')}, each with a - for descending` });
  }
  if (keys.length > MOST_KEYS) throw invalid({ sort: `Sort takes at most ${MOST_KEYS} fields` });
  const sort = keys.length > 0 ? keys : [...DEFAULT_SORT];
  const at = sort.findIndex((key) => key.field === 'id');
  if (at >= 0) return sort.slice(0, at + 1);
  return [...sort, { field: 'id', descending: sort.at(-1)?.descending ?? true }];
}

export function orderBy(sort: readonly SortKey[]): Sql {
  return join(sort.map(({ field, descending }) => (descending ? sql`${name(field)} desc` : name(field))));
}

/** A place in an order: the values of the record after which the next page begins. */
export function writeCursor(sort: readonly SortKey[], record: AnyRecord): string {
  const values = sort.map(({ field }) => record[field] ?? null);
  return Buffer.from(JSON.stringify([signatureOf(sort), ...values])).toString('base64url');
}

/** The condition for records behind a cursor. What is inserted, changed or deleted meanwhile moves no other record. */
export function afterCursor(object: CompiledObject, sort: readonly SortKey[], cursor: string): Sql {
  const values = readCursor(object, sort, cursor);
  const [first] = sort;
  const alternatives = sort.map((key, at) => {
    const equal = sort.slice(0, at).map((earlier, index) => isSame(earlier, values[index]));
    return sql`(${and([...equal, isBehind(object, key, values[at])])})`;
  });
  const behind = sql`(${join(alternatives, ' or ')})`;
  // The bound on the first key says nothing new, but an index can go straight to it.
  if (!first || values[0] === null || values[0] === undefined) return behind;
  const bound = first.descending
    ? sql`${name(first.field)} <= ${values[0]}`
    : isNullable(object, first.field)
      ? sql`(${name(first.field)} >= ${values[0]} or ${name(first.field)} is null)`
      : sql`${name(first.field)} >= ${values[0]}`;
  return sql`${bound} and ${behind}`;
}

function isSame({ field }: SortKey, value: unknown): Sql {
  return value === null ? sql`${name(field)} is null` : sql`${name(field)} = ${value}`;
}

function isBehind(object: CompiledObject, { field, descending }: SortKey, value: unknown): Sql {
  if (value === null) return descending ? sql`${name(field)} is not null` : sql`false`;
  if (descending) return sql`${name(field)} < ${value}`;
  return isNullable(object, field)
    ? sql`(${name(field)} > ${value} or ${name(field)} is null)`
    : sql`${name(field)} > ${value}`;
}

function isNullable(object: CompiledObject, field: string): boolean {
  const definition = object.allFields[field];
  return !(definition?.required || definition?.default !== undefined);
}

function readCursor(object: CompiledObject, sort: readonly SortKey[], cursor: string): unknown[] {
  const refuse = () => invalid({ cursor: 'Cursor must be the next_cursor of an answer with the same sort' });
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw refuse();
  }
  if (!Array.isArray(parsed) || parsed.length !== sort.length + 1 || parsed[0] !== signatureOf(sort)) throw refuse();
  return sort.map(({ field }, at) => {
    const value: unknown = parsed[at + 1];
    if (value === null) return null;
    const definition = object.allFields[field];
    if (!definition || !isOfKind(definition.kind, value)) throw refuse();
    return value;
  });
}

/** Cursors come back from outside: a value of another type must not reach the database. */
function isOfKind(kind: keyof typeof columnTypes, value: unknown): boolean {
  if (kind === 'option') return typeof value === 'string' && !value.includes('\0') && value.isWellFormed();
  const parsed = fieldKinds[kind].parse(value, { kind, label: '', required: true });
  // Of a time the exact text counts: the kind's own reading would cut the microseconds.
  return parsed.ok && (kind === 'datetime' || parsed.value === value);
}

function signatureOf(sort: readonly SortKey[]): string {
  return sort.map(({ field, descending }) => (descending ? `-${field}` : field)).join();
}
