import type { CompiledObject, CompiledObjects } from '#server/records/compile-object.ts';
import { anId, type JsonSchema } from '#shared/api/json-schema.ts';
import { parameters } from '#shared/api/parameters.ts';
import { fieldSchema } from '#shared/api/record-schemas.ts';
import type { Route } from '#shared/route.ts';
import { header, response } from './shared-parts.ts';

/** One call as OpenAPI describes it. */
export function operationOf(route: Route, objects: CompiledObjects): JsonSchema {
  const object = route.object === undefined ? undefined : objects.get(route.object);
  return {
    operationId: operationId(route),
    summary: route.summary,
    tags: [route.topic ?? object?.label[1] ?? ''],
    ...(!route.public && { security: [securityOf(route)] }),
    ...(route.public && { security: [] }),
    parameters: [...pathParameters(route), ...queryParameters(route, object), ...headerParameters(route)],
    ...(route.body && { requestBody: { required: true, content: bodyContent(route, route.body) } }),
    responses: responsesOf(route),
  };
}

/** `PATCH /api/v1/leads/:id` is `patchLeadsById`. */
export function operationId({ method, path }: Pick<Route, 'method' | 'path'>): string {
  const words = path
    .replace(/^\/(api\/)?(v1\/)?/, '')
    .replaceAll(/:(\w+)/g, 'by-$1')
    .split(/[^a-zA-Z0-9]+/);
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function securityOf(route: Route): Record<string, never[]> {
  return route.method === 'GET' ? { session: [] } : { session: [], csrfToken: [] };
}

function pathParameters({ path, params, object }: Route): JsonSchema[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: params?.[name] ?? { ...anId, ...(name === 'id' && object && { 'x-object': object }) },
  }));
}

function queryParameters({ query = [], customFields }: Route, object: CompiledObject | undefined): JsonSchema[] {
  const own = customFields && object ? Object.keys(object.fields).filter((key) => isOwnFilter(object, key)) : [];
  const seen = [...query, ...own].filter((name) => Object.hasOwn(parameters, name) || object?.fields[name]);
  return seen.map((name) => {
    const known = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (known) return { name, in: 'query', ...known };
    const { description, ...schema } = fieldSchema(object?.fields[name] as never);
    // `?tags=a,b`, not twice `tags`.
    return { name, in: 'query', description, schema, ...(schema.type === 'array' && { explode: false }) };
  });
}

function isOwnFilter(object: CompiledObject, key: string): boolean {
  return object.fields[key]?.custom === true && object.fields[key]?.filter === true;
}

function headerParameters({ keyed, versioned }: Route): JsonSchema[] {
  const key = { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' };
  return [
    ...(keyed ? [headerParameter('Idempotency-Key', 'Anything unique: a retry under it has one effect.', key)] : []),
    ...(versioned
      ? [headerParameter('If-Match', 'The version that the change was made looking at: `"3"`.', { type: 'string' })]
      : []),
  ];
}

function headerParameter(name: string, description: string, schema: JsonSchema): JsonSchema {
  return { name, in: 'header', description, schema };
}

function bodyContent({ form, bodyType = 'application/json' }: Route, schema: JsonSchema): JsonSchema {
  return { [bodyType]: { schema }, ...(form && { 'application/x-www-form-urlencoded': { schema } }) };
}

function responsesOf(route: Route): JsonSchema {
  const { status = 200, answer, answerType = 'application/json', path, keyed } = route;
  const refused = [
    ...(route.method === 'GET' ? [] : [400, 403, 413, 415]),
    ...(route.public && !route.withoutCsrf ? [] : [401]),
    ...(route.needs ? [403] : []),
    ...(path.includes(':') || route.query?.includes('id') ? [404] : []),
    ...(keyed ? [409] : []),
    ...(route.rate === 'none' ? [422, 503] : [422, 429, 500, 503]),
  ];
  const success = {
    description: 'Done.',
    headers: Object.fromEntries(successHeaders(route).map((name) => [name, header(name)])),
    content: { [answerType]: { schema: answer } },
  };
  return {
    [status]: success,
    ...Object.fromEntries([...new Set(refused)].sort().map((code) => [code, response(code)])),
  };
}

function successHeaders({ rate, keyed, status }: Route): string[] {
  return [
    'X-Request-Id',
    ...(rate === 'none' ? [] : ['RateLimit', 'RateLimit-Policy']),
    ...(keyed ? ['X-Change-Set', 'Idempotent-Replayed'] : []),
    ...(keyed && status === 201 ? ['Location'] : []),
  ];
}
