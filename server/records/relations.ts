import { name, sql } from '#server/platform/db/sql.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { objectList } from '#shared/objects/registry.ts';
import type { Work } from './change-set.ts';
import type { CompiledObject } from './definition.ts';

/** Checks that the records which relation fields name exist for this tenant; returns what is wrong by field. */
export async function checkRelations(
  work: Work,
  object: CompiledObject,
  values: Readonly<Record<string, unknown>>,
): Promise<FieldErrors> {
  const checks = Object.entries(object.fields)
    .filter(([field, { kind }]) => kind === 'relation' && typeof values[field] === 'number')
    .filter(([field, { target }]) => !(target === 'users' && values[field] === work.ctx.user.id))
    .map(async ([field, { label, target = '' }]): Promise<[string, string] | null> => {
      const rows = await work.tx.query(sql`
        select id from ${name(target)}
        where tenant_id = ${work.ctx.tenantId} and id = ${values[field]} and deleted_at is null`);
      return rows.length > 0 ? null : [field, `${label} must be the id of an existing ${targetLabel(target)}`];
    });
  return Object.fromEntries((await Promise.all(checks)).filter((one) => one !== null));
}

function targetLabel(target: string): string {
  return objectList.find((object) => object.name === target)?.label[0].toLowerCase() ?? 'record';
}
