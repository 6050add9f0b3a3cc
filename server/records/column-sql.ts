import { name, raw, type Sql, sql } from '#server/platform/db/sql.ts';
import type { Field } from '#shared/fields/field.ts';
import { comparedType } from './columns.ts';

/** Where a field's value stands, for conditions and orders: its column, the slot that a custom field has, or the place in `custom`. */
export function columnSql(key: string, field: Field | undefined, table?: Sql): Sql {
  if (!field?.custom) return qualified(name(key), table);
  if (field.slot) return qualified(name(field.slot), table);
  const type = comparedType(field);
  const value = sql`${qualified(name('custom'), table)}->>${keySql(key)}`;
  return type === 'text' ? sql`((${value}) collate "C")` : sql`(${value})::${raw(type)}`;
}

/** A field's value under its own name, for the columns of an answer; without the table's name as the row holds it. */
export function selectedSql(key: string, field: Field, table?: Sql): Sql {
  if (field.kind === 'tags' && table) return tagNamesSql(key, table);
  if (field.primary && table) return entriesSql(key, field.primary, table);
  if (!field.custom) return qualified(name(key), table);
  return sql`${qualified(name('custom'), table)}->${keySql(key)} as ${name(key)}`;
}

/** Records hold ids, so that a tag can be renamed; ids of tags that are gone are passed over. */
function tagNamesSql(key: string, table: Sql): Sql {
  const ids = qualified(name(key), table);
  return sql`case when ${ids} = '{}' then '{}' else array(
    select tag.name from tags tag where tag.tenant_id = ${table}.tenant_id and tag.id = any(${ids}) and tag.deleted_at is null
    order by lower(tag.name)) end as ${name(key)}`;
}

/** What `withShownEntries` makes of a row: the primary entry with its label first, then the others. Most records have no others. */
function entriesSql(key: string, primary: string, table: Sql): Sql {
  const [list, value] = [qualified(name(key), table), qualified(name(primary), table)];
  const others = sql`select jsonb_build_object('value', e->>'value', 'label', e->>'label', 'primary', false) as one, at
    from jsonb_array_elements(${list}) with ordinality o(e, at)
    where e ? 'value' and lower(e->>'value') is distinct from lower(${value})`;
  const first = sql`jsonb_build_object('value', ${value}, 'primary', true,
    'label', (select e->>'label' from jsonb_array_elements(${list}) e where not e ? 'value'))`;
  return sql`case when ${list} <> '[]' then
      case when ${value} is null then '[]' else jsonb_build_array(${first}) end
      || coalesce((select jsonb_agg(one order by at) from (${others}) others), '[]')
    when ${value} is null then '[]' else jsonb_build_array(jsonb_build_object('value', ${value}, 'label', null, 'primary', true))
    end as ${name(key)}`;
}

/** The texts that stand in a list, its primary value among them, as a table of one column `value`. */
export function entryTextsSql(key: string, primary: string, table?: Sql): Sql {
  const [list, value] = [qualified(name(key), table), qualified(name(primary), table)];
  return sql`(select ${value} as value where ${value} is not null
    union all select e->>'value' from jsonb_array_elements(${list}) e where e ? 'value')`;
}

/** Keys of custom fields are checked when the field is made: letters, digits and underscores only. */
function keySql(key: string): Sql {
  return raw(`'${key}'`);
}

function qualified(column: Sql, table?: Sql): Sql {
  return table ? sql`${table}.${column}` : column;
}
