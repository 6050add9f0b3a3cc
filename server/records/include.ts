import type { Ctx } from '#server/platform/context.ts';
import { sql } from '#server/platform/db/sql.ts';
import { viewerOf } from './access.ts';
import type { CompiledObject } from './compile-object.ts';
import type { AnyRecord } from './record.ts';
import { whereFilter } from './where.ts';

/** Adds the related records under their names (`owner` beside `owner_id`), null where there is none; one query a relation. */
export async function includeRelated(
  ctx: Ctx,
  object: CompiledObject,
  { records, include }: { records: AnyRecord[]; include: readonly string[] },
): Promise<AnyRecord[]> {
  if (include.length === 0 || records.length === 0) return records;
  const related = await Promise.all(include.map((name) => relatedRecords(ctx, object, { name, records })));
  return records.map((record) => {
    const added = include.map((name, at) => [name, related[at]?.get(record[`${name}_id`] as number) ?? null]);
    return { ...record, ...Object.fromEntries(added) };
  });
}

async function relatedRecords(
  ctx: Ctx,
  object: CompiledObject,
  { name, records }: { name: string; records: AnyRecord[] },
): Promise<Map<number, AnyRecord>> {
  const target = object.objects.get(object.fields[`${name}_id`]?.target ?? '');
  const ids = [...new Set(records.map((record) => record[`${name}_id`]).filter((id) => typeof id === 'number'))];
  if (ids.length === 0 || !target) return new Map();
  const where = whereFilter(await viewerOf(ctx), target, { equals: {} });
  const query = sql`select ${target.columns} from ${target.table} where ${where} and id = any(${ids}::bigint[])`;
  const [rows = []] = await ctx.app.db.read(ctx.tenantId, [query], ctx);
  return new Map((rows as AnyRecord[]).map((row) => [row.id, row]));
}
