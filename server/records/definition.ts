import type { App, Ctx } from '#server/platform/context.ts';
import { name, raw, type Sql, sql } from '#server/platform/db/sql.ts';
import { appError } from '#shared/errors.ts';
import type { Field, Option } from '#shared/fields/field.ts';
import type { Fields } from '#shared/fields/input.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { objectList } from '#shared/objects/registry.ts';

/** A record type as one tenant has it, with the SQL that does not change between requests. */
export interface CompiledObject extends ObjectDefinition {
  table: Sql;
  /** The columns of an answer, in its order. */
  columns: Sql;
  searchFields: readonly string[];
  moneyFields: readonly string[];
}

type CompiledObjects = ReadonlyMap<string, CompiledObject>;

/** Most tenants whose definitions a process keeps compiled. */
const MOST_TENANTS = 2000;

interface CacheEntry {
  version: number;
  objects: Promise<CompiledObjects>;
}

const caches = new WeakMap<App, Map<number, CacheEntry>>();

/** A record type as the tenant of `ctx` has it. Compiled once per change of the tenant's options, not per request. */
export async function objectFor(ctx: Ctx, objectName: string): Promise<CompiledObject> {
  const object = (await objectsFor(ctx)).get(objectName);
  if (!object) throw appError('not_found');
  return object;
}

/** All record types as the tenant of `ctx` has them. */
export function objectsFor(ctx: Ctx): Promise<CompiledObjects> {
  const cache = caches.get(ctx.app) ?? new Map<number, CacheEntry>();
  caches.set(ctx.app, cache);
  const known = cache.get(ctx.tenantId);
  if (known?.version === ctx.definitionVersion) return known.objects;
  const objects = compileFor(ctx);
  if (cache.size >= MOST_TENANTS) cache.delete(cache.keys().next().value as number);
  cache.set(ctx.tenantId, { version: ctx.definitionVersion, objects });
  objects.catch(() => cache.delete(ctx.tenantId));
  return objects;
}

interface OptionRow extends Option {
  object: string;
  field: string;
}

async function compileFor(ctx: Ctx): Promise<CompiledObjects> {
  const [rows = []] = await ctx.app.db.read(ctx.tenantId, [
    sql`select object, field, value, label, type, probability from field_options
        where tenant_id = ${ctx.tenantId} order by object, field, position, id`,
  ]);
  const options = Map.groupBy(rows as unknown as OptionRow[], (row) => `${row.object}.${row.field}`);
  return new Map(objectList.map((object) => [object.name, compile(withOptions(object, options))]));
}

function withOptions(object: ObjectDefinition, options: Map<string, OptionRow[]>): ObjectDefinition {
  const withTenantOptions = ([key, field]: [string, Field]): [string, Field] => {
    const rows = options.get(`${object.name}.${key}`);
    return [key, rows ? { ...field, options: rows.map(toOption) } : field];
  };
  const change = (fields: Fields): Fields => Object.fromEntries(Object.entries(fields).map(withTenantOptions));
  return { ...object, fields: change(object.fields), allFields: change(object.allFields) };
}

function toOption({ value, label, type, probability }: OptionRow): Option {
  return { value, label, ...(type && { type }), ...(probability !== null && { probability }) };
}

function compile(object: ObjectDefinition): CompiledObject {
  const fields = Object.entries(object.fields);
  return {
    ...object,
    table: name(object.name),
    columns: raw(
      Object.keys(object.allFields)
        .map((field) => `"${field}"`)
        .join(', '),
    ),
    searchFields: fields.filter(([, field]) => field.search).map(([key]) => key),
    moneyFields: fields.filter(([, field]) => field.kind === 'money').map(([key]) => key),
  };
}
