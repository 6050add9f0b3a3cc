import type { Tx } from '#server/platform/db/database.ts';
import { sql } from '#server/platform/db/sql.ts';
import { withShownEntries } from '#shared/fields/kept-entries.ts';
import { seenBy } from './access.ts';
import type { Work } from './change-set.ts';
import type { CompiledObject } from './compile-object.ts';
import type { AnyRecord } from './record.ts';

type Values = Readonly<Record<string, unknown>>;

/** A row that a write has read or written, as the role may see it and answers show it. */
export async function answerOf(work: Work, object: CompiledObject, row: AnyRecord): Promise<AnyRecord> {
  const [named] = await shownValues(work.tx, work.ctx.tenantId, [{ object, values: row }]);
  return seenBy(object, (named ?? row) as AnyRecord);
}

interface Row {
  object: CompiledObject | undefined;
  values: Values | null;
}

/** Values of records as rows hold them, as answers show them: tags by name, which takes one query where there is any, and lists with their primary value. */
export async function shownValues(
  tx: Pick<Tx, 'query'>,
  tenantId: number,
  rows: readonly Row[],
): Promise<(Values | null)[]> {
  const ids = new Set(rows.flatMap((row) => tagFieldsOf(row).flatMap(([, tags]) => tags)));
  const listed = (row: Row) => row.object && row.values && withShownEntries(row.object.whole.fields, row.values);
  if (ids.size === 0) return rows.map((row) => listed(row) ?? row.values);
  const tags = await tx.query<{ id: number; name: string }>(sql`
    select id, name from tags where tenant_id = ${tenantId} and id = any(${[...ids]}::bigint[]) and deleted_at is null
    order by lower(name)`);
  return rows.map((row) => {
    const named = tagFieldsOf(row).map(([field, has]) => [
      field,
      tags.filter((tag) => has.includes(tag.id)).map((tag) => tag.name),
    ]);
    const values = listed(row) ?? row.values;
    return values && { ...values, ...Object.fromEntries(named) };
  });
}

function tagFieldsOf({ object, values }: Row): [field: string, ids: readonly number[]][] {
  const fields = object?.whole.tagFields.filter((field) => Array.isArray(values?.[field])) ?? [];
  return fields.map((field) => [field, values?.[field] as readonly number[]]);
}
