import type { Tx } from '#server/platform/db/database.ts';
import { sql } from '#server/platform/db/sql.ts';
import { seenBy } from './access.ts';
import type { Work } from './change-set.ts';
import type { CompiledObject } from './compile-object.ts';
import type { AnyRecord } from './record.ts';

type Values = Readonly<Record<string, unknown>>;

/** A row that a write has read or written, as the role may see it and answers show it. */
export async function answerOf(work: Work, object: CompiledObject, row: AnyRecord): Promise<AnyRecord> {
  const [named] = await withTagNames(work.tx, work.ctx.tenantId, [{ object, values: row }]);
  return seenBy(object, (named ?? row) as AnyRecord);
}

interface Row {
  object: CompiledObject | undefined;
  values: Values | null;
}

/** Values of records as rows hold them, with the names of their tags instead of the ids; one query, or none where there is no tag. */
export async function withTagNames(
  tx: Pick<Tx, 'query'>,
  tenantId: number,
  rows: readonly Row[],
): Promise<(Values | null)[]> {
  const ids = new Set(rows.flatMap((row) => tagFieldsOf(row).flatMap(([, tags]) => tags)));
  if (ids.size === 0) return rows.map((row) => row.values);
  const tags = await tx.query<{ id: number; name: string }>(sql`
    select id, name from tags where tenant_id = ${tenantId} and id = any(${[...ids]}::bigint[]) and deleted_at is null
    order by lower(name)`);
  return rows.map((row) => {
    const named = tagFieldsOf(row).map(([field, has]) => [
      field,
      tags.filter((tag) => has.includes(tag.id)).map((tag) => tag.name),
    ]);
    return row.values && { ...row.values, ...Object.fromEntries(named) };
  });
}

function tagFieldsOf({ object, values }: Row): [field: string, ids: readonly number[]][] {
  const fields = object?.whole.tagFields.filter((field) => Array.isArray(values?.[field])) ?? [];
  return fields.map((field) => [field, values?.[field] as readonly number[]]);
}
