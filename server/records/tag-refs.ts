import { type Sql, sql } from '#server/platform/db/sql.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import type { TagRef } from '#shared/fields/tags.ts';
import type { Work } from './change-set.ts';
import type { CompiledObject } from './compile-object.ts';
import { createRecord } from './create.ts';

type Values = Readonly<Record<string, unknown>>;

export interface ResolvedTags {
  /** The fields that held names or ids of tags, with ids in rising order. */
  values: Record<string, readonly number[]>;
  errors: FieldErrors;
}

/** Gives the ids of the tags that an input names; a name that no tag has yet becomes one, where the role may add tags. */
export async function resolveTags(work: Work, object: CompiledObject, values: Values): Promise<ResolvedTags> {
  const resolved: ResolvedTags = { values: {}, errors: {} };
  for (const field of object.whole.tagFields) {
    const refs = values[field] as readonly TagRef[] | undefined;
    if (!refs || refs.length === 0) continue;
    const found = await findTags(work, refs);
    const missing = refs.filter((ref) => !found.some((tag) => isCalled(tag, ref)));
    const refused = missing.find((ref) => typeof ref === 'number' || !mayAdd(object));
    if (refused !== undefined) resolved.errors[field] = unknownTag(object, { field, ref: refused });
    else {
      const added = await addTags(work, object, missing as string[]);
      const ids = [...new Set([...found.map((tag) => tag.id), ...added])];
      resolved.values[field] = ids.toSorted((a, b) => a - b);
    }
  }
  return resolved;
}

/** The ids of the tags that these names and ids mean, as an array in SQL; those that there are not are left out. */
export function tagIdsSql(tenantId: number, refs: readonly TagRef[]): Sql {
  const ids = refs.filter((ref) => typeof ref === 'number');
  const names = refs.filter((ref) => typeof ref === 'string');
  return sql`array(
    select tag.id from tags tag where tag.tenant_id = ${tenantId} and tag.deleted_at is null
      and (tag.id = any(${ids}::bigint[]) or lower(tag.name) in (select lower(given) from unnest(${names}::text[]) given)))`;
}

interface FoundTag extends Record<string, unknown> {
  id: number;
  /** The names of the input that mean it. */
  given: string[];
}

async function findTags({ ctx, tx }: Work, refs: readonly TagRef[]): Promise<FoundTag[]> {
  const names = refs.filter((ref) => typeof ref === 'string');
  return tx.query<FoundTag>(sql`
    select id, array(select given from unnest(${names}::text[]) given where lower(given) = lower(name)) as given
    from tags where tenant_id = ${ctx.tenantId} and id = any(${tagIdsSql(ctx.tenantId, refs)})`);
}

function isCalled(tag: FoundTag, ref: TagRef): boolean {
  return typeof ref === 'number' ? tag.id === ref : tag.given.includes(ref);
}

function mayAdd(object: CompiledObject): boolean {
  return object.objects.get('tags')?.permission.create !== 'none';
}

function unknownTag(object: CompiledObject, { field, ref }: { field: string; ref: TagRef }): string {
  const label = object.whole.fields[field]?.label;
  if (typeof ref === 'number') return `${label} must be names or ids of existing tags: there is no tag ${ref}`;
  return `${label} must be names of existing tags: there is no ${JSON.stringify(ref)}, and your role may not add tags`;
}

/** Two writers that add the same name wait for each other, and the second finds what the first has added. */
async function addTags(work: Work, object: CompiledObject, names: readonly string[]): Promise<number[]> {
  const tags = object.objects.get('tags');
  const ids: number[] = [];
  for (const name of names.toSorted()) {
    const lock = JSON.stringify([work.ctx.tenantId, 'tags', name.toLowerCase()]);
    await work.tx.query(sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 2))`);
    const [rival] = await findTags(work, [name]);
    if (rival) ids.push(rival.id);
    else if (tags) ids.push((await createRecord(work, tags, { name })).id);
  }
  return ids;
}
