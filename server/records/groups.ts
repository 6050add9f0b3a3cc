import type { Ctx } from '#server/platform/context.ts';
import { type Sql, sql } from '#server/platform/db/sql.ts';
import { invalid } from '#shared/errors.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { averagedFields, readGroupKeys } from '#shared/group-keys.ts';
import { requireAccess, scopeSql, viewerOf } from './access.ts';
import type { CompiledObject } from './compile-object.ts';
import { type GroupInput, groupsFromRows, groupValue } from './group-sql.ts';
import { type QueryReading, readFilters } from './list-query.ts';
import { groupsFromRollup } from './rollup.ts';

/** How many records there are per value of a field or two, their sums and averages; out of the rollups where one knows it. */
export async function groupRecords(
  ctx: Ctx,
  object: CompiledObject,
  input: GroupInput,
): Promise<Record<string, unknown>[]> {
  requireAccess(ctx, object, 'read');
  const viewer = await viewerOf(ctx);
  const { by, sum, average } = input;
  const summed = (key: string | null) => object.fields[key ?? '']?.summedAs ?? key;
  const asked = { ...input, sum: summed(sum), average: summed(average) };
  const isKept = !average && !input.node && !scopeSql(viewer, object, 'read');
  const query = (isKept ? keptGroups(ctx, object, asked) : null) ?? groupsFromRows(viewer, object, asked);
  const [rows = []] = await ctx.app.db.read(ctx.tenantId, [query], ctx);
  return rows.map((row) => ({
    ...Object.fromEntries(
      by.map((key, at) => [
        key.field,
        groupValue(object.allFields[key.field], key, at === 0 ? row.value : row.value_2),
      ]),
    ),
    count: row.count,
    ...(sum && { [`sum_${sum}`]: row.sum }),
    ...(average && { [`average_${average}`]: row.average }),
  }));
}

/** The statement where a rollup knows the answer; without a field to group by everything is one group. */
function keptGroups(ctx: Ctx, object: CompiledObject, { by, sum, equals }: GroupInput): Sql | null {
  const [first, second] = by;
  if (second || first?.unit) return null;
  if (first) return groupsFromRollup(ctx, object, { by: first.field, sum, equals });
  const dims = object.rollups.find((one) => Object.keys(equals).every((field) => one.includes(field)));
  const groups = dims?.[0] ? groupsFromRollup(ctx, object, { by: dims[0], sum, equals }) : null;
  return (
    groups && sql`select coalesce(sum(count), 0)::bigint as count, coalesce(sum(sum), 0) as sum from (${groups}) kept`
  );
}

/** Reads `by`, `sum`, `average` and the filters, and says what they take. */
export function readGroupQuery(
  reading: QueryReading,
  object: CompiledObject,
  query: Readonly<Record<string, string>>,
): GroupInput {
  const errors: FieldErrors = {};
  const filter = readFilters(reading, object, { query, errors });
  const { by: given, sum, average } = query;
  const by = given === undefined ? [] : readGroupKeys('By', object.allFields, given);
  if (typeof by === 'string') errors.by = by;
  if (sum !== undefined && !object.moneyFields.includes(sum)) {
    errors.sum = `Sum takes ${object.moneyFields.join(', ') || 'nothing: there is no money field'}`;
  }
  const averaged = averagedFields(object.fields);
  if (average !== undefined && !averaged.includes(average)) {
    errors.average = `Average takes ${averaged.join(', ') || 'nothing: there is no number'}`;
  }
  if (typeof by === 'string' || Object.keys(errors).length > 0) throw invalid(errors);
  return { by, sum: sum ?? null, average: average ?? null, calendar: reading.calendar, ...filter };
}
