import { and, join, name, type Sql, sql } from '#server/platform/db/sql.ts';
import { invalid } from '#shared/errors.ts';
import { fieldKinds } from '#shared/fields/kinds.ts';
import { columnSql } from './column-sql.ts';
import type { columnTypes } from './columns.ts';
import type { CompiledObject } from './compile-object.ts';
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
  const unknown = keys.find(({ field }) => !sortable(object).includes(field));
  if (unknown) {
    throw invalid({ sort: `Sort takes ${sortable(object).join(', ')}, each with a - for descending` });
  }
  if (keys.length > MOST_KEYS) throw invalid({ sort: `Sort takes at most ${MOST_KEYS} fields` });
  const sort = keys.length > 0 ? keys : [...DEFAULT_SORT];
  const at = sort.findIndex((key) => key.field === 'id');
  if (at >= 0) return sort.slice(0, at + 1);
  return [...sort, { field: 'id', descending: sort.at(-1)?.descending ?? true }];
}

function sortable(object: CompiledObject): string[] {
  const fields = Object.entries(object.allFields);
  return fields.filter(([, { multiline, kind }]) => !multiline && kind !== 'json').map(([name]) => name);
}

export function orderBy(object: CompiledObject, sort: readonly SortKey[]): Sql {
  return join(sort.map(({ field, descending }) => directed(columnSql(field, object.allFields[field]), descending)));
}

/** The same order of rows that have the fields as columns of their names. */
export function orderByName(sort: readonly SortKey[]): Sql {
  return join(sort.map(({ field, descending }) => directed(name(field), descending)));
}

function directed(column: Sql, descending: boolean): Sql {
  return descending ? sql`${column} desc` : column;
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
    const equal = sort.slice(0, at).map((earlier, index) => isSame(object, earlier, values[index]));
    return sql`(${and([...equal, isBehind(object, key, values[at])])})`;
  });
  const behind = sql`(${join(alternatives, ' or ')})`;
  // The bound on the first key says nothing new, but an index can go straight to it.
  if (!first || values[0] === null || values[0] === undefined) return behind;
  const column = columnOf(object, first);
  const bound = first.descending
    ? sql`${column} <= ${values[0]}`
    : isNullable(object, first.field)
      ? sql`(${column} >= ${values[0]} or ${column} is null)`
      : sql`${column} >= ${values[0]}`;
  return sql`${bound} and ${behind}`;
}

function columnOf(object: CompiledObject, { field }: SortKey): Sql {
  return columnSql(field, object.allFields[field]);
}

function isSame(object: CompiledObject, key: SortKey, value: unknown): Sql {
  const column = columnOf(object, key);
  return value === null ? sql`${column} is null` : sql`${column} = ${value}`;
}

function isBehind(object: CompiledObject, key: SortKey, value: unknown): Sql {
  const column = columnOf(object, key);
  if (value === null) return key.descending ? sql`${column} is not null` : sql`false`;
  if (key.descending) return sql`${column} < ${value}`;
  return isNullable(object, key.field) ? sql`(${column} > ${value} or ${column} is null)` : sql`${column} > ${value}`;
}

function isNullable(object: CompiledObject, field: string): boolean {
  const definition = object.allFields[field];
  const alwaysHasValue = definition?.required && !definition.requiredLater;
  return !(alwaysHasValue || definition?.default !== undefined);
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
