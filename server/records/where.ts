import { and, join, type Sql, sql } from '#server/platform/db/sql.ts';
import { foldText } from '#shared/filter/fold-text.ts';
import type { FilterNode } from '#shared/filter/node.ts';
import type { Action } from '#shared/permissions.ts';
import { scopeSql, type Viewer } from './access.ts';
import { columnSql, entryTextsSql } from './column-sql.ts';
import type { CompiledObject } from './compile-object.ts';
import { foldedSql } from './filter-fold.ts';
import { filterToSql } from './filter-sql.ts';
import { likePattern } from './search-text.ts';

/** Which records: fields that must have a value, a filter of the grammar, and text that must stand in the search fields. */
export interface Filter {
  equals: Readonly<Record<string, unknown>>;
  node?: FilterNode | null;
  search?: string;
  /** Records in the trash instead of those that are not. */
  trash?: boolean;
  /** Of those that the viewer may read only what this action reaches too. */
  reach?: Action;
}

/** The condition for the tenant's records that the viewer may read and that pass the filter; the search is left out. */
export function whereFilter(viewer: Viewer, object: CompiledObject, filter: Filter): Sql {
  const equals = Object.entries(filter.equals).map(
    ([field, value]) => sql`${columnSql(field, object.allFields[field])} = ${value}`,
  );
  const node = filter.node ? [filterToSql(viewer, object, filter.node)] : [];
  const actions = new Set<Action>(['read', filter.reach ?? 'read']);
  const scopes = [...actions].map((action) => scopeSql(viewer, object, action)).filter((scope) => scope !== null);
  return and([
    sql`tenant_id = ${viewer.tenantId}`,
    filter.trash ? sql`deleted_at is not null` : sql`deleted_at is null`,
    ...equals,
    ...node,
    ...scopes,
  ]);
}

function standsIn(object: CompiledObject, field: string, folded: string): Sql {
  const { primary } = object.fields[field] ?? {};
  const found = (column: Sql) => sql`strpos(${foldedSql(column)}, ${folded}) > 0`;
  if (primary === undefined) return found(columnSql(field, object.fields[field]));
  return sql`exists (select from ${entryTextsSql(field, primary)} entry where ${found(sql`entry.value`)})`;
}

export interface Pattern {
  /** What `search_text` must match. */
  pattern: string;
  indexed: boolean;
  /** Where some of the searched fields are hidden from the role: that the text stands in one of the others. */
  recheck: Sql | null;
}

/** Shorter than a trigram, the index would have to be read whole. */
export const SHORTEST_INDEXED = 3;

/** How to find what is searched for; null when nothing is. */
export function searchPattern(object: CompiledObject, filter: Filter): Pattern | null {
  const folded = filter.search ? foldText(filter.search) : '';
  if (folded === '' || object.searchFields.length === 0) return null;
  const isWhole = object.searchFields.length === object.whole.searchFields.length;
  const stands = object.searchFields.map((field) => standsIn(object, field, folded));
  const recheck = isWhole ? null : sql`(${join(stands, ' or ')})`;
  return { pattern: likePattern(folded), indexed: folded.length >= SHORTEST_INDEXED, recheck };
}
