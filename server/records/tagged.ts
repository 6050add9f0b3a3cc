import type { Tx } from '#server/platform/db/database.ts';
import { sql } from '#server/platform/db/sql.ts';
import type { TagRef } from '#shared/fields/tags.ts';
import type { FilterNode } from '#shared/filter/node.ts';
import type { CompiledObject } from './compile-object.ts';
import { tagIdsSql } from './tag-refs.ts';

/** Tags that every record which passes a filter has, all of them or any. */
export interface NeededTags {
  tags: readonly TagRef[];
  all: boolean;
}

/** The first condition of a filter that asks for tags and must hold; null when there is none. */
export function neededTags(filter: FilterNode | null | undefined): NeededTags | null {
  if (filter?.type === 'and') return filter.nodes.map(neededTags).find((one) => one !== null) ?? null;
  if (filter?.type !== 'condition' || filter.path.length > 0 || filter.test.is !== 'has') return null;
  const { mode, values } = filter.test;
  return mode === 'none' ? null : { tags: values, all: mode === 'all' };
}

/**
 * Ids of the live records with these tags; null when there are more than `most`, dense enough to be found by scanning. As for a
 * search, only a function that works outside of the policy can use the index.
 */
export async function findTagged(
  { tx, tenantId }: { tx: Tx; tenantId: number },
  object: CompiledObject,
  { needed, most }: { needed: NeededTags; most: number },
): Promise<number[] | null> {
  const ids = tagIdsSql(tenantId, needed.tags);
  const [row] = await tx.query<{ ids: number[] }>(
    sql`select tagged_ids(${object.name}, ${ids}, ${needed.all}, ${most + 1}) as ids`,
  );
  const found = row?.ids ?? [];
  return found.length > most ? null : found;
}
