import type { Ctx } from '#server/platform/context.ts';
import { join, type Sql, sql } from '#server/platform/db/sql.ts';
import { scopeSql, type Viewer } from '#server/records/access.ts';
import { shownValues } from '#server/records/answer-record.ts';
import type { CompiledObject, CompiledObjects } from '#server/records/compile-object.ts';
import { pick } from '#server/records/record.ts';

type Values = Readonly<Record<string, unknown>>;

/** A row of `changes`, as the API answers it. */
export interface ChangeRow extends Record<string, unknown> {
  id: number;
  object: string;
  before: Values | null;
  after: Values | null;
}

/** The columns of an answer. */
export const changeColumns = sql`id, change_set_id, object, record_id, action, before, after, user_id, via, created_at`;

/** The condition for changes of records that the viewer may read, those in the trash included. */
export function visibleChanges(viewer: Viewer, objects: readonly CompiledObject[]): Sql {
  const readable = objects.filter((object) => object.permission.read !== 'none');
  const scoped = readable.flatMap((object) => {
    const scope = scopeSql(viewer, object, 'read', object.table);
    return scope ? [{ object, scope }] : [];
  });
  const free = readable.filter((object) => !scoped.some((one) => one.object === object));
  const conditions = scoped.map(
    ({ object, scope }) => sql`object = ${object.name} and exists (
      select from ${object.table}
      where ${object.table}.tenant_id = ${viewer.tenantId} and ${object.table}.id = changes.record_id and ${scope})`,
  );
  return sql`(${join([sql`object = any(${free.map((object) => object.name)}::text[])`, ...conditions], ' or ')})`;
}

/** Changes as answers show them: tags by name, lists with their primary value, without the fields that are hidden from the role. */
export async function seenChanges(
  ctx: Ctx,
  objects: CompiledObjects,
  changes: readonly ChangeRow[],
): Promise<ChangeRow[]> {
  const tx = {
    query: async <R extends Record<string, unknown>>(query: Sql) =>
      ((await ctx.app.db.read(ctx.tenantId, [query]))[0] ?? []) as R[],
  };
  const rows = changes.flatMap(({ object, before, after }) => [
    { object: objects.get(object), values: before },
    { object: objects.get(object), values: after },
  ]);
  const named = await shownValues(tx, ctx.tenantId, rows);
  return changes.map((change, at) => {
    const [before = null, after = null] = named.slice(at * 2);
    return seenChange(objects.get(change.object), { ...change, before, after });
  });
}

/** A change without the fields that are hidden from the role. */
function seenChange(object: CompiledObject | undefined, change: ChangeRow): ChangeRow {
  if (!object || object.allFields === object.whole.allFields) return change;
  const keep = (values: Values | null) =>
    values &&
    pick(
      values,
      Object.keys(values).filter((field) => Object.hasOwn(object.allFields, field)),
    );
  return { ...change, before: keep(change.before), after: keep(change.after) };
}
