import { and, join, raw, type Sql, sql } from '#server/platform/db/sql.ts';
import { invalid } from '#shared/errors.ts';
import type { FieldKind } from '#shared/fields/field.ts';
import { fieldKinds } from '#shared/fields/kinds.ts';
import { columnSql } from './column-sql.ts';
import type { columnTypes } from './columns.ts';
import type { CompiledObject } from './compile-object.ts';
import type { AnyRecord } from './record.ts';

/** One key of an order; records without a value come last, whatever the direction. */
export interface SortKey {
  field: string;
  descending: boolean;
}

/** Newest first. */
const DEFAULT_SORT: readonly SortKey[] = [{ field: 'created_at', descending: true }];
const MOST_KEYS = 3;
/** Kinds whose values have no order. */
const UNORDERED: ReadonlySet<FieldKind> = new Set(['json', 'tags', 'entries']);

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
  return at >= 0 ? sort.slice(0, at + 1) : withTieBreak(sort);
}

/** Whether it is the order that lists have of themselves. */
export function isNewestFirst(sort: readonly SortKey[]): boolean {
  const [first, second] = sort;
  return first?.field === 'created_at' && first.descending && second?.field === 'id' && second.descending;
}

/**
 * Equal records stand newest first, below a descending key oldest first: so one index (field, created_at desc, id desc), read
 * forwards or backwards, has both orders, and the newest records of one value too.
 */
function withTieBreak(sort: readonly SortKey[]): SortKey[] {
  const created = sort.find((key) => key.field === 'created_at');
  const descending = created?.descending ?? !sort.at(-1)?.descending;
  return [...sort, ...(created ? [] : [{ field: 'created_at', descending }]), { field: 'id', descending }];
}

function sortable(object: CompiledObject): string[] {
  const fields = Object.entries(object.allFields);
  return fields.filter(([, { multiline, kind }]) => !multiline && !UNORDERED.has(kind)).map(([name]) => name);
}

/** The order in SQL. The first key is plain, as indexes have it: whoever reads sees to those without a value, see `partsOf`. */
export function orderBy(object: CompiledObject, sort: readonly SortKey[]): Sql {
  return join(
    sort.map(({ field, descending }, at) => {
      const column = columnSql(field, object.allFields[field]);
      if (!descending) return column;
      return at > 0 && isNullable(object, field) ? sql`${column} desc nulls last` : sql`${column} desc`;
    }),
  );
}

/** Records of one list that an index has in its order: all of them, or those with and those without a value in the first key. */
export interface Part {
  condition: Sql | null;
  sort: readonly SortKey[];
}

/** What a list is read from, one part after the other; behind a cursor. */
export function partsOf(object: CompiledObject, sort: readonly SortKey[], cursor: string | undefined): Part[] {
  const [first, ...rest] = sort;
  const values = cursor === undefined ? null : readCursor(object, sort, cursor);
  if (!first || !isNullable(object, first.field)) {
    return [{ condition: values && behind(object, sort, values), sort }];
  }
  const column = columnSql(first.field, object.allFields[first.field]);
  const without = { condition: sql`${column} is null`, sort: rest };
  const withValue = { condition: sql`${column} is not null`, sort };
  if (!values) return [withValue, without];
  if (values[0] === null)
    return [{ ...without, condition: sql`${without.condition} and ${behind(object, rest, values.slice(1))}` }];
  return [{ ...withValue, condition: behind(object, sort, values) }, without];
}

/** A place in an order: the values of the record after which the next page begins. */
export function writeCursor(sort: readonly SortKey[], record: AnyRecord): string {
  const values = sort.map(({ field }) => record[field] ?? null);
  return Buffer.from(JSON.stringify([signatureOf(sort), ...values])).toString('base64url');
}

/** The condition for records behind a place. What is inserted, changed or deleted meanwhile moves no other record. */
function behind(object: CompiledObject, sort: readonly SortKey[], values: readonly unknown[]): Sql {
  const alternatives = sort.map((key, at) => {
    const equal = sort.slice(0, at).map((earlier, index) => isSame(object, earlier, values[index]));
    return sql`(${and([...equal, isBehind(object, key, { value: values[at], isFirst: at === 0 })])})`;
  });
  const all = sql`(${join(alternatives, ' or ')})`;
  const [first] = sort;
  // The bound on the first key says nothing new, but an index can go straight to it.
  if (!first) return all;
  return sql`${columnOf(object, first)} ${raw(first.descending ? '<=' : '>=')} ${values[0]} and ${all}`;
}

function columnOf(object: CompiledObject, { field }: SortKey): Sql {
  return columnSql(field, object.allFields[field]);
}

function isSame(object: CompiledObject, key: SortKey, value: unknown): Sql {
  const column = columnOf(object, key);
  return value === null ? sql`${column} is null` : sql`${column} = ${value}`;
}

function isBehind(object: CompiledObject, key: SortKey, { value, isFirst }: { value: unknown; isFirst: boolean }): Sql {
  if (value === null) return sql`false`;
  const column = columnOf(object, key);
  const isFurther = sql`${column} ${raw(key.descending ? '<' : '>')} ${value}`;
  return !isFirst && isNullable(object, key.field) ? sql`(${isFurther} or ${column} is null)` : isFurther;
}

function isNullable(object: CompiledObject, field: string): boolean {
  const definition = object.allFields[field];
  const alwaysHasValue = definition?.required && !definition.requiredLater;
  return !(alwaysHasValue || (definition?.default !== undefined && !definition.requiredLater));
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
