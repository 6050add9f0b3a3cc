import { name, raw, type Sql, sql } from '#server/platform/db/sql.ts';
import type { Work } from '#server/records/change-set.ts';
import { columnSql } from '#server/records/column-sql.ts';
import type { CompiledObject } from '#server/records/compile-object.ts';
import type { FieldRow } from '#server/records/tenant-fields.ts';
import { appError } from '#shared/errors.ts';

/** Rows of one statement, so that none runs long. */
const CHUNK = 5000;

/** Notes the values that records have in a field which is unique from now on; refuses where two have the same. */
export async function fillUnique(work: Work, object: CompiledObject, key: string): Promise<void> {
  const { tenantId } = work.ctx;
  const field = object.fields[key];
  const value = sql`lower((${columnSql(key, field)})::text)`;
  const live = sql`tenant_id = ${tenantId} and deleted_at is null and ${columnSql(key, field)} is not null`;
  const twins = await work.tx.query<{ value: string; count: number }>(sql`
    select ${value} as value, count(*) as count from ${object.table} where ${live}
    group by 1 having count(*) > 1 order by 2 desc, 1 limit 3`);
  if (twins.length > 0) {
    const examples = twins.map((twin) => `${JSON.stringify(twin.value)} (${twin.count} times)`).join(', ');
    const message = `${field?.label} cannot be unique: some ${object.label[1].toLowerCase()} have the same value, such as ${examples}`;
    throw appError('conflict', { message, errors: { unique: message } });
  }
  await work.tx.query(sql`
    insert into unique_values (tenant_id, object, field, value, record_id)
    select tenant_id, ${object.name}, ${key}, ${value}, id from ${object.table} where ${live}`);
}

/** Forgets which values a field has: it is not unique any more. */
export async function dropUnique(work: Work, { object, key }: { object: string; key: string }): Promise<void> {
  await work.tx.query(
    sql`delete from unique_values where tenant_id = ${work.ctx.tenantId} and object = ${object} and field = ${key}`,
  );
}

/** Takes a field's values out of every record, for good. */
export async function clearValues(work: Work, field: Pick<FieldRow, 'object' | 'key' | 'slot'>): Promise<void> {
  const table = name(field.object);
  const emptied: Sql = field.slot ? sql`, ${name(field.slot)} = null` : raw('');
  let cleared = CHUNK;
  while (cleared === CHUNK) {
    const rows = await work.tx.query(sql`
      update ${table} set custom = custom - ${field.key}::text ${emptied}
      where tenant_id = ${work.ctx.tenantId} and id = any(array(
        select id from ${table} where tenant_id = ${work.ctx.tenantId} and jsonb_exists(custom, ${field.key}::text) limit ${CHUNK}))
      returning id`);
    cleared = rows.length;
  }
  await dropUnique(work, field);
}
