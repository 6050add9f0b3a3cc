import type { Ctx } from '#server/platform/context.ts';
import { name, raw, type Sql, sql } from '#server/platform/db/sql.ts';
import { invalid } from '#shared/errors.ts';
import type { Field } from '#shared/fields/field.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { fieldKinds } from '#shared/fields/kinds.ts';
import { requireAccess, scopeSql, type Viewer, viewerOf } from './access.ts';
import { columnSql } from './column-sql.ts';
import type { CompiledObject } from './compile-object.ts';
import { type QueryReading, readFilters } from './list-query.ts';
import { groupsFromRollup } from './rollup.ts';
import { type Filter, whereFilter } from './where.ts';

export interface GroupInput extends Pick<Filter, 'equals' | 'node'> {
  /** The field whose values make the groups. */
  by: string;
  /** A money field to add up. */
  sum: string | null;
}

/** Most groups of an answer. */
const MOST_GROUPS = 1000;
const GROUP_KINDS = new Set(['option', 'relation', 'boolean', 'tags']);

/** How many records there are per value of a field, and their sums; out of the rollups where one knows it. */
export async function groupRecords(
  ctx: Ctx,
  object: CompiledObject,
  input: GroupInput,
): Promise<Record<string, unknown>[]> {
  requireAccess(ctx, object, 'read');
  const viewer = await viewerOf(ctx);
  const rollup = input.node || scopeSql(viewer, object, 'read') ? null : groupsFromRollup(ctx, object, input);
  const query = rollup ?? groupsFromRows(viewer, object, input);
  const [rows = []] = await ctx.app.db.read(ctx.tenantId, [query], { signal: ctx.signal });
  const field = object.fields[input.by];
  return rows.map((row) => {
    return {
      [input.by]: groupValue(field, row.value),
      count: row.count,
      ...(input.sum && { [`sum_${input.sum}`]: row.sum }),
    };
  });
}

/** The value of a group as records have it. */
function groupValue(field: Field | undefined, text: unknown): unknown {
  if (text === null || text === '' || !field || field.kind === 'tags') return text || null;
  const value = fieldKinds[field.kind].parse(text, field);
  return value.ok ? value.value : text;
}

function groupsFromRows(viewer: Viewer, object: CompiledObject, { by, sum, equals, node }: GroupInput): Sql {
  if (object.fields[by]?.kind === 'tags') return groupsByTag(viewer, object, { by, sum, equals, node });
  const total = sum ? sql`coalesce(sum(${columnSql(sum, object.fields[sum])}), 0)` : raw('0');
  return sql`
    select ${columnSql(by, object.fields[by])}::text as value, count(*) as count, ${total} as sum from ${object.table}
    where ${whereFilter(viewer, object, { equals, node })} group by 1 order by 1 nulls last limit ${MOST_GROUPS}`;
}

/** A record counts under each of its tags, and under none where it has none. */
function groupsByTag(viewer: Viewer, object: CompiledObject, { by, sum, equals, node }: GroupInput): Sql {
  const measure = sum ? columnSql(sum, object.fields[sum]) : raw('0');
  return sql`
    select tag.name as value, count(*) as count, coalesce(sum(tagged.measure), 0) as sum
    from (
      select ${name(by)} as tags, ${measure} as measure from ${object.table}
      where ${whereFilter(viewer, object, { equals, node })} and ${name(by)} <> '{}'
    ) tagged
    cross join unnest(tagged.tags) given(id)
    join tags tag on tag.tenant_id = ${viewer.tenantId} and tag.id = given.id and tag.deleted_at is null
    group by tag.name order by lower(tag.name), 1 limit ${MOST_GROUPS}`;
}

/** Reads `by`, `sum` and the filters, and says what they take. */
export function readGroupQuery(
  reading: QueryReading,
  object: CompiledObject,
  query: Readonly<Record<string, string>>,
): GroupInput {
  const errors: FieldErrors = {};
  const filter = readFilters(reading, object, { query, errors });
  const groupable = Object.keys(object.fields).filter((key) => GROUP_KINDS.has(object.fields[key]?.kind ?? ''));
  const { by = '', sum } = query;
  if (!groupable.includes(by)) errors.by = `By takes one of ${groupable.join(', ')}`;
  if (sum !== undefined && !object.moneyFields.includes(sum)) {
    errors.sum = `Sum takes ${object.moneyFields.join(', ') || 'nothing: there is no money field'}`;
  }
  if (Object.keys(errors).length > 0) throw invalid(errors);
  return { by, sum: sum ?? null, ...filter };
}
