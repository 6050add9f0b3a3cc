import type { HttpRoute } from '#server/platform/http/types.ts';
import type { CompiledObjects } from '#server/records/compile-object.ts';
import { type JsonSchema, mapOf } from '#shared/api/json-schema.ts';
import { recordSchemas } from '#shared/api/record-schemas.ts';
import { hoistNamed, reachable } from './named-schemas.ts';
import { operationOf } from './operation.ts';
import { headers, responses, securitySchemes } from './shared-parts.ts';

export interface Described {
  routes: readonly HttpRoute[];
  /** The record types as the role sees them. */
  objects: CompiledObjects;
  /** Where people reach the API; null: where the document came from. */
  baseUrl: string | null;
  version: string;
}

/** The OpenAPI document of one role of one tenant: what it can call, with the tenant's own fields and choices. */
export function describeApi({ routes, objects, baseUrl, version }: Described): JsonSchema {
  const paths: Record<string, Record<string, unknown>> = {};
  const offered = routes.map(({ route }) => route).filter((route) => isOffered(objects, route));
  for (const route of offered) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, objects) };
  }
  const all = Object.assign({}, ...[...objects.values()].map((object) => recordSchemas(objects, object)));
  const hoisted = hoistNamed({ paths, schemas: all });
  return {
    openapi: '3.1.0',
    info: { title: 'Arvelo CRM', version, description: INTRODUCTION, license: LICENSE },
    servers: [{ url: baseUrl ?? '/' }],
    tags: tagsOf(hoisted.paths).map((name) => ({ name })),
    paths: hoisted.paths,
    components: {
      schemas: reachable(hoisted.paths, { ...hoisted.schemas, Failure: failure }),
      responses,
      headers,
      securitySchemes,
    },
  };
}

const LICENSE = { name: 'Apache-2.0', identifier: 'Apache-2.0' };

const INTRODUCTION = `Records over HTTP, in JSON. Success answers \`{"success": true, "data": …}\`, failure \`{"success": false, "message": "…"}\` with
\`errors\` by field. Sign in to get the cookie \`PHPSESSID\` and a CSRF token; send the token as \`X-CSRF-Token\` with everything that is not a GET.
This document describes what your role can call in your organization, its own fields and choices included.`;

const failure: JsonSchema = {
  type: 'object',
  required: ['success', 'message'],
  properties: {
    success: { type: 'boolean', const: false },
    message: { type: 'string' },
    errors: { ...mapOf({ type: 'string' }), description: 'What is wrong, by field or parameter.' },
    data: { description: 'On 409 the record as it is now; of a batch that was refused its results.' },
    retry_after: { type: 'integer', description: 'Seconds; on 429.' },
    request_id: { type: 'string', description: "On 5xx: names the request in the server's log." },
  },
};

/** Whether the call is any use to the role. */
function isOffered(objects: CompiledObjects, { object: name, needs }: HttpRoute['route']): boolean {
  const object = name === undefined ? undefined : objects.get(name);
  return !object || (object.permission[needs ?? 'read'] !== 'none' && object.permission.read !== 'none');
}

function tagsOf(paths: Record<string, unknown>): string[] {
  const operations = Object.values(paths).flatMap((path) => Object.values(path as Record<string, { tags: string[] }>));
  return [...new Set(operations.flatMap(({ tags }) => tags))];
}
