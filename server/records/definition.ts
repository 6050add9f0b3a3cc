import type { App, Ctx } from '#server/platform/context.ts';
import { appError } from '#shared/errors.ts';
import type { CompiledObject, CompiledObjects } from './compile-object.ts';
import { readTenantDefinition, type TenantDefinition } from './tenant-definition.ts';

export type { CompiledObject, CompiledObjects } from './compile-object.ts';

/** Most tenants whose definitions a process keeps compiled. */
const MOST_TENANTS = 2000;

interface CacheEntry {
  version: number;
  definition: Promise<TenantDefinition>;
}

const caches = new WeakMap<App, Map<number, CacheEntry>>();

/** A record type as the caller's role sees it. Compiled once per change of the tenant's settings, not per request. */
export async function objectFor(ctx: Ctx, objectName: string): Promise<CompiledObject> {
  const object = (await objectsFor(ctx)).get(objectName);
  if (!object) throw appError('not_found');
  return object;
}

/** All record types as the caller's role sees them. */
export async function objectsFor(ctx: Ctx): Promise<CompiledObjects> {
  return (await tenantDefinition(ctx)).objectsOf(ctx.user.role);
}

/** What the tenant has made of the product: its objects, roles and people. */
export function tenantDefinition(ctx: Ctx): Promise<TenantDefinition> {
  const cache = caches.get(ctx.app) ?? new Map<number, CacheEntry>();
  caches.set(ctx.app, cache);
  const known = cache.get(ctx.tenantId);
  if (known?.version === ctx.definitionVersion) return known.definition;
  const definition = readTenantDefinition(ctx);
  if (cache.size >= MOST_TENANTS) cache.delete(cache.keys().next().value as number);
  cache.set(ctx.tenantId, { version: ctx.definitionVersion, definition });
  definition.catch(() => cache.delete(ctx.tenantId));
  return definition;
}
