import { name, raw, type Sql, sql } from '#server/platform/db/sql.ts';
import type { Field } from '#shared/fields/field.ts';
import { fieldKinds } from '#shared/fields/kinds.ts';
import type { GroupKey } from '#shared/group-keys.ts';
import type { Calendar } from '#shared/relative-dates.ts';
import type { Viewer } from './access.ts';
import { columnSql } from './column-sql.ts';
import type { CompiledObject } from './compile-object.ts';
import { type Filter, whereFilter } from './where.ts';

export interface GroupInput extends Pick<Filter, 'equals' | 'node'> {
  /** The fields whose values make the groups, up to two; without any, all records are one group. */
  by: readonly GroupKey[];
  /** A money field to add up. */
  sum: string | null;
  /** A number of which the groups have the average. */
  average: string | null;
  calendar: Calendar;
}

/** Most groups of an answer. */
const MOST_GROUPS = 1000;

/** The statement for groups as `value`, `value_2`, `count`, `sum`, `average`, counted from the records. */
export function groupsFromRows(viewer: Viewer, object: CompiledObject, input: GroupInput): Sql {
  const [first, second] = input.by;
  if (first && object.fields[first.field]?.kind === 'tags') return groupsByTag(viewer, object, input);
  const { sum, average, calendar } = input;
  const column = (field: string) => columnSql(field, object.allFields[field]);
  const total = sum ? sql`coalesce(sum(${column(sum)}), 0)` : raw('0');
  const mean = average ? sql`round(avg(${column(average)}), 2)` : raw('null');
  const from = sql`count(*) as count, ${total} as sum, ${mean} as average
    from ${object.table} where ${whereFilter(viewer, object, input)}`;
  if (!first) return sql`select ${from}`;
  return sql`
    select ${keySql(object, first, calendar)} as value, ${second ? keySql(object, second, calendar) : raw('null::text')} as value_2, ${from}
    group by 1, 2 order by 1 nulls last, 2 nulls last limit ${MOST_GROUPS}`;
}

/** The value of a key as text; of days and moments the first day of the unit in the calendar of whoever asks. */
function keySql(object: CompiledObject, { field, unit }: GroupKey, { timeZone, firstDayOfWeek }: Calendar): Sql {
  const definition = object.allFields[field];
  const column = columnSql(field, definition);
  if (!unit) return sql`${column}::text`;
  const local =
    definition?.kind === 'datetime'
      ? sql`(${column}::timestamptz at time zone ${timeZone}::text)`
      : sql`${column}::timestamp`;
  // PostgreSQL's weeks begin on Monday.
  const early = unit === 'week' ? (8 - firstDayOfWeek) % 7 : 0;
  return sql`(date_trunc(${raw(`'${unit}'`)}, ${local} + make_interval(days => ${early}::integer)) - make_interval(days => ${early}::integer))::date::text`;
}

/** A record counts under each of its tags, and under none where it has none. */
function groupsByTag(viewer: Viewer, object: CompiledObject, { by, sum, average, ...filter }: GroupInput): Sql {
  const tags = name(by[0]?.field ?? '');
  const measure = (field: string | null) => (field ? columnSql(field, object.allFields[field]) : raw('null::numeric'));
  return sql`
    select tag.name as value, null as value_2, count(*) as count, coalesce(sum(tagged.summed), 0) as sum, round(avg(tagged.averaged), 2) as average
    from (
      select ${tags} as tags, ${measure(sum)} as summed, ${measure(average)} as averaged from ${object.table}
      where ${whereFilter(viewer, object, filter)} and ${tags} <> '{}'
    ) tagged
    cross join unnest(tagged.tags) given(id)
    join tags tag on tag.tenant_id = ${viewer.tenantId} and tag.id = given.id and tag.deleted_at is null
    group by tag.name order by lower(tag.name), 1 limit ${MOST_GROUPS}`;
}

/** The value of a group as records have it; of a unit its first day. */
export function groupValue(field: Field | undefined, key: GroupKey, text: unknown): unknown {
  if (text === null || text === undefined || text === '') return null;
  if (!field || key.unit || field.kind === 'tags') return text;
  const value = fieldKinds[field.kind].parse(text, field);
  return value.ok ? value.value : text;
}
