import { and, empty, join, raw, type Sql, sql } from '#server/platform/db/sql.ts';
import type { TagRef } from '#shared/fields/tags.ts';
import type { Bound, Condition, FilterNode, Test } from '#shared/filter/node.ts';
import { FEWEST_DIGITS } from '#shared/phone-digits.ts';
import { scopeSql, type Viewer } from './access.ts';
import { columnSql, entryTextsSql } from './column-sql.ts';
import { comparedType } from './columns.ts';
import type { CompiledObject } from './compile-object.ts';
import { foldedSql } from './filter-fold.ts';
import { tagIdsSql } from './tag-refs.ts';

/**
 * Writes a filter as a condition on the records of `object`, which the statement reads under the name `table`.
 * The statement itself still says `tenant_id = …`, leaves out the trash and keeps to what the viewer may read.
 *
 * Null: a comparison with null is NULL in SQL and false for us. `and` and `or` make the same of both, and WHERE too, so
 * that conditions stay plain and indexable; only `not` tells them apart, and is therefore written `is not true`.
 */
export function filterToSql(viewer: Viewer, object: CompiledObject, filter: FilterNode, table = object.table): Sql {
  const inner = (node: FilterNode) => filterToSql(viewer, object, node, table);
  switch (filter.type) {
    case 'and':
      return and(filter.nodes.map(inner));
    case 'or':
      if (filter.nodes.length === 0) return sql`false`;
      return sql`(${join(
        filter.nodes.map((node) => sql`(${inner(node)})`),
        ' or ',
      )})`;
    case 'not':
      return sql`(${inner(filter.node)}) is not true`;
    case 'condition':
      return conditionSql(viewer, filter, { object, table, depth: 0 });
  }
}

interface Place {
  object: CompiledObject;
  table: Sql;
  /** Relations followed so far. */
  depth: number;
}

/** No related record is as good as one whose value is null, so that `is_null` asks for the lack of one with a value. */
function conditionSql(viewer: Viewer, condition: Condition, place: Place): Sql {
  const { path, test } = condition;
  if (path.length === 0) return hereSql(viewer, condition, place);
  const isNull = test.is === 'null';
  const found = relatedSql(viewer, { ...condition, test: isNull ? { is: 'not_null' } : test }, place);
  return isNull ? sql`not ${found}` : found;
}

/**
 * A subquery a step, inside the one before: each is a lookup by primary key in the same tenant, of what the viewer may read.
 * `offset 0` keeps PostgreSQL from making joins of them, whose cost depends on its statistics: on tables not yet analyzed
 * they took 1.9 s for 60 records.
 */
function relatedSql(viewer: Viewer, condition: Condition, place: Place): Sql {
  const step = condition.path[place.depth];
  if (!step) return hereSql(viewer, condition, place);
  const target = place.object.objects.get(step.target);
  if (!target) throw new Error(`there is no object ${step.target}`);
  const table = raw(`f${place.depth + 1}`);
  const scope = scopeSql(viewer, target, 'read', table);
  return sql`exists (
    select from ${target.table} ${table}
    where ${table}.tenant_id = ${viewer.tenantId} and ${table}.id = ${columnSql(step.field, place.object.allFields[step.field], place.table)}
      and ${table}.deleted_at is null and ${scope ? sql`${scope} and ` : empty}${relatedSql(viewer, condition, { object: target, table, depth: place.depth + 1 })} offset 0)`;
}

function hereSql({ tenantId }: Viewer, { field, test }: Condition, { object, table }: Place): Sql {
  const definition = object.allFields[field];
  if (definition?.kind === 'tags') return tagsSql(test, { tenantId, column: columnSql(field, definition, table) });
  if (definition?.primary) return listedSql(test, entryTextsSql(field, definition.primary, table));
  return testSql(test, raw(comparedType(definition)), columnSql(field, definition, table));
}

/** Tags that are gone are no tags, though their ids may still stand in records. */
function tagsSql(test: Test, { tenantId, column }: { tenantId: number; column: Sql }): Sql {
  const hasAny = (tags: readonly TagRef[]) => sql`${column} && ${tagIdsSql(tenantId, tags)}`;
  if (test.is !== 'has') {
    const some = sql`exists (
      select from tags tag where tag.tenant_id = ${tenantId} and tag.id = any(${column}) and tag.deleted_at is null)`;
    return test.is === 'null' ? sql`not ${some}` : some;
  }
  if (test.mode === 'all') return and(test.values.map((tag) => hasAny([tag])));
  return test.mode === 'any' ? hasAny(test.values) : sql`not ${hasAny(test.values)}`;
}

/** `texts` is the table of what stands in the list. */
function listedSql(test: Test, texts: Sql): Sql {
  if (test.is === 'null' || test.is === 'not_null') return sql`${raw(test.is === 'null' ? 'not ' : '')}exists ${texts}`;
  const some = (condition: Sql) => sql`exists (select from ${texts} entry where ${condition})`;
  if (test.is === 'contains') return some(sql`strpos(${foldedSql(sql`entry.value`)}, ${test.folded}) > 0`);
  if (test.is !== 'listed') throw new Error('lists are not asked for so');
  const values = sql`${test.values}::text[]`;
  const found =
    test.as === 'email'
      ? some(sql`${foldedSql(sql`entry.value`)} = any(${values})`)
      : some(
          sql`exists (select from unnest(${values}) given, ${digitsSql(sql`entry.value`)} digits where ${samePhoneSql})`,
        );
  return test.negated ? sql`not ${found}` : found;
}

/** As `phoneDigits` reads a number. */
function digitsSql(number: Sql): Sql {
  return sql`ltrim(regexp_replace(replace(${number}, '(0)', ''), '[^0-9]', '', 'g'), '0')`;
}

/** As `isSamePhone`: the shorter one is the end of the longer one. */
const samePhoneSql = sql`length(digits) >= ${FEWEST_DIGITS} and
  (right(digits, length(given)) = given or right(given, length(digits)) = digits)`;

function testSql(test: Test, type: Sql, column: Sql): Sql {
  switch (test.is) {
    case 'null':
      return sql`${column} is null`;
    case 'not_null':
      return sql`${column} is not null`;
    case 'one_of':
      return oneOfSql(test, type, column);
    case 'range':
      return rangeSql(test, type, column);
    case 'contains':
      return sql`strpos(${foldedSql(column)}, ${test.folded}) > 0`;
    case 'starts_with':
      return sql`starts_with(${foldedSql(column)}, ${test.folded})`;
    case 'has':
    case 'listed':
      throw new Error('only tags and lists are asked for so');
  }
}

/** Lists of any length are one parameter, so that they share a statement. */
function oneOfSql({ values, negated }: Extract<Test, { is: 'one_of' }>, type: Sql, column: Sql): Sql {
  const [value] = values;
  if (values.length === 1) return sql`${column} ${raw(negated ? '<>' : '=')} ${value}::${type}`;
  return sql`${column} ${raw(negated ? '<> all' : '= any')} (${values}::${type}[])`;
}

function rangeSql({ from, to, negated }: Extract<Test, { is: 'range' }>, type: Sql, column: Sql): Sql {
  const bound = ({ value, inclusive }: Bound, sign: '<' | '>') =>
    sql`${column} ${raw(sign)}${inclusive ? raw('=') : empty} ${value}::${type}`;
  const bounds = [...(from ? [bound(from, '>')] : []), ...(to ? [bound(to, '<')] : [])];
  return negated ? sql`not (${and(bounds)})` : and(bounds);
}
