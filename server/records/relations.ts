import { and, sql } from '#server/platform/db/sql.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { scopeSql } from './access.ts';
import type { Work } from './change-set.ts';
import type { CompiledObject } from './compile-object.ts';

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
      const rows = await findTarget(work, object.objects.get(target), values[field] as number);
      const one = object.objects.get(target)?.label[0].toLowerCase() ?? 'record';
      return rows.length > 0 ? null : [field, `${label} must be the id of an existing ${one}`];
    });
  return Object.fromEntries((await Promise.all(checks)).filter((one) => one !== null));
}

async function findTarget({ tx, viewer }: Work, target: CompiledObject | undefined, id: number): Promise<unknown[]> {
  if (!target) return [];
  const scope = scopeSql(viewer, target, 'read');
  return tx.query(sql`
    select id from ${target.table}
    where ${and([sql`tenant_id = ${viewer.tenantId} and id = ${id} and deleted_at is null`, ...(scope ? [scope] : [])])}`);
}
