import { sql } from '#server/platform/db/sql.ts';
import { requireAccess } from './access.ts';
import type { Work } from './change-set.ts';
import type { CompiledObject } from './compile-object.ts';
import { insertRows } from './insert-rows.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * Creates many records in one statement, from values that were checked before. What a row does not name gets its default or
 * follows from the others. `created_at` among them sets the time. Returns the ids in the order of the rows.
 */
export async function createMany(work: Work, view: CompiledObject, given: readonly Values[]): Promise<number[]> {
  requireAccess(work.ctx, view, 'create');
  const object = view.whole;
  const rows = given.map((row) => completed(work, object, row));
  const { tenantId } = work.ctx;
  const [, inserted] = await Promise.all([
    work.changeSetId(),
    work.tx.query<{ id: number }>(insertRows(object, { tenantId, rows, returning: sql`id` })),
  ]);
  const ids = inserted.map((row) => row.id);
  for (const [at, row] of rows.entries()) {
    const recordId = ids[at];
    if (recordId === undefined) throw new Error(`row ${at} was not written`);
    await work.record({ object, recordId, action: 'create', before: null, after: row }, null, row);
  }
  return ids;
}

function completed({ ctx }: Work, object: CompiledObject, row: Values): Values {
  const defaults = Object.entries(object.fields).flatMap(([key, { default: usual }]) =>
    usual === undefined ? [] : [[key, usual]],
  );
  const filled = { ...Object.fromEntries(defaults), ...row };
  return { ...ctx.app.hooks[object.name]?.derive?.(object, filled, null, ctx.app.clock.now()), ...filled };
}
