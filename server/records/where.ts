import type { Ctx } from '#server/platform/context.ts';
import { and, name, type Sql, sql } from '#server/platform/db/sql.ts';
import type { CompiledObject } from './definition.ts';
import { foldText, likePattern } from './search-text.ts';

/** Which records: fields that must have a value, and text that must stand in the search fields. */
export interface Filter {
  equals: Readonly<Record<string, unknown>>;
  search?: string;
}

/** The condition for records of the tenant that are not in the trash and pass the filter; the search is left out. */
export function whereEquals(ctx: Ctx, filter: Filter): Sql {
  const equals = Object.entries(filter.equals).map(([field, value]) => sql`${name(field)} = ${value}`);
  return and([sql`tenant_id = ${ctx.tenantId}`, sql`deleted_at is null`, ...equals]);
}

/** The pattern that `search_text` must match; null when nothing is searched for. */
export function searchPattern(object: CompiledObject, filter: Filter): { pattern: string; indexed: boolean } | null {
  const folded = filter.search ? foldText(filter.search) : '';
  if (folded === '' || object.searchFields.length === 0) return null;
  // Shorter than a trigram, the index would have to be read whole.
  return { pattern: likePattern(folded), indexed: folded.length >= 3 };
}
