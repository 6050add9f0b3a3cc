import { and, sql } from '#server/platform/db/sql.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { scopeSql } from './access.ts';
import type { Work } from './change-set.ts';
import type { CompiledObject } from './compile-object.ts';
import { gather } from './gather.ts';

/** Checks that the records which relation fields name exist, and that the user may see them; returns what is wrong by field. */
export async function checkRelations(
  work: Work,
  object: CompiledObject,
  values: Readonly<Record<string, unknown>>,
): Promise<FieldErrors> {
  const checks = Object.entries(object.whole.fields)
    .filter(([field, { kind }]) => kind === 'relation' && typeof values[field] === 'number')
    .filter(([field, { target }]) => !(target === 'users' && values[field] === work.ctx.user.id))
    .filter(([field, usual]) => values[field] !== usual.default)
    .map(async ([field, { label, target = '' }]): Promise<[string, string] | null> => {
      const isFound = await isThere(work, object.objects.get(target), values[field] as number);
      const one = object.objects.get(target)?.label[0].toLowerCase() ?? 'record';
      return isFound ? null : [field, `${label} must be the id of an existing ${one}`];
    });
  return Object.fromEntries((await Promise.all(checks)).filter((one) => one !== null));
}

/** Whether there is such a record that the user may see. */
async function isThere({ tx, viewer }: Work, target: CompiledObject | undefined, id: number): Promise<boolean> {
  if (!target) return false;
  const { answer } = gather(tx, `is there ${target.name}`, id, {
    query: (ids) => {
      const scope = scopeSql(viewer, target, 'read');
      const isOne = sql`tenant_id = ${viewer.tenantId} and id = any(${[...new Set(ids)]}::bigint[]) and deleted_at is null`;
      return sql`select id from ${target.table} where ${and([isOne, ...(scope ? [scope] : [])])}`;
    },
    read: (rows) => new Set(rows.map((row) => row.id)),
  });
  return (await answer).has(id);
}
