import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type { App, Ctx } from '#server/platform/context.ts';
import type { HttpRoute, Input, Reply } from '#server/platform/http/types.ts';
import { objectsFor } from '#server/records/definition.ts';
import { anything, mapOf } from '#shared/api/json-schema.ts';
import { defineRoute } from '#shared/route.ts';
import { describeApi } from './document.ts';

const { version } = createRequire(import.meta.url)('#package') as { version: string };

/** Most documents that a process keeps written, of about 300 kB each. */
const MOST_KEPT = 20;

interface Written {
  text: string;
  etag: string;
}

/** `GET /api/v1/openapi.json` beside the routes that it describes. */
export function withDescription(routes: readonly HttpRoute[]): HttpRoute[] {
  const kept = new WeakMap<App, Map<string, Written>>();
  const all: HttpRoute[] = [...routes, { route: descriptionRoute, handler: readDescription }];
  async function readDescription(ctx: Ctx, input: Input): Promise<Reply> {
    const cache = kept.get(ctx.app) ?? new Map<string, Written>();
    kept.set(ctx.app, cache);
    const { text, etag } = await writtenFor(ctx, cache, all);
    const known = input.header('if-none-match')?.split(',') ?? [];
    const isKnown = known.some((tag) => tag.trim().replace(/^W\//, '') === etag);
    return isKnown ? { status: 304, text: '', headers: { etag } } : { text, headers: { etag } };
  }
  return all;
}

const descriptionRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/openapi.json',
  topic: 'Description',
  summary: 'This document: what your role can call, in OpenAPI 3.1',
  answer: mapOf(anything),
  rate: 'read',
});

/** Written once per change of the tenant's settings and per role. */
async function writtenFor(ctx: Ctx, cache: Map<string, Written>, routes: readonly HttpRoute[]): Promise<Written> {
  const key = `${ctx.tenantId} ${ctx.definitionVersion} ${ctx.user.role}`;
  const known = cache.get(key);
  if (known) return known;
  const { baseUrl } = ctx.app.settings;
  const text = JSON.stringify(describeApi({ routes, objects: await objectsFor(ctx), baseUrl, version }));
  const written = { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` };
  if (cache.size >= MOST_KEPT) cache.delete(cache.keys().next().value as string);
  cache.set(key, written);
  return written;
}
