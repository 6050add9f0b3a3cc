import type { Ctx } from '#server/platform/context.ts';
import { and, name, type Sql, sql } from '#server/platform/db/sql.ts';
import { foldText } from '#shared/filter/fold-text.ts';
import type { FilterNode } from '#shared/filter/node.ts';
import type { CompiledObject } from './definition.ts';
import { filterToSql } from './filter-sql.ts';
import { likePattern } from './search-text.ts';

/** Which records: fields that must have a value, a filter of the grammar, and text that must stand in the search fields. */
export interface Filter {
  equals: Readonly<Record<string, unknown>>;
  node?: FilterNode | null;
  search?: string;
}

/** The condition for records of the tenant that are not in the trash and pass the filter; the search is left out. */
export function whereFilter(ctx: Ctx, object: CompiledObject, filter: Filter): Sql {
  const equals = Object.entries(filter.equals).map(([field, value]) => sql`${name(field)} = ${value}`);
  const node = filter.node ? [filterToSql(ctx, filter.node, object.table)] : [];
  return and([sql`tenant_id = ${ctx.tenantId}`, sql`deleted_at is null`, ...equals, ...node]);
}

/** The pattern that `search_text` must match; null when nothing is searched for. */
export function searchPattern(object: CompiledObject, filter: Filter): { pattern: string; indexed: boolean } | null {
  const folded = filter.search ? foldText(filter.search) : '';
  if (folded === '' || object.searchFields.length === 0) return null;
  // Shorter than a trigram, the index would have to be read whole.
  return { pattern: likePattern(folded), indexed: folded.length >= 3 };
}
