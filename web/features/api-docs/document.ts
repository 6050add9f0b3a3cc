import type { Method } from '#shared/route.ts';

/** The parts of an OpenAPI document that the page shows. */
export interface ApiDocument {
  paths: Record<string, Record<string, ApiOperation>>;
  components: { schemas: Record<string, Schema> };
}

export interface ApiOperation {
  operationId: string;
  summary: string;
  tags: string[];
  parameters: ApiParameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { $ref?: string; description?: string; content?: Record<string, { schema: Schema }> }>;
}

export interface ApiParameter {
  name: string;
  in: 'path' | 'query' | 'header';
  description?: string;
  required?: boolean;
  schema: Schema;
}

export interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  enum?: (string | null)[];
  const?: unknown;
  format?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  anyOf?: Schema[];
  examples?: unknown[];
  default?: unknown;
  maxLength?: number;
  'x-object'?: string;
}

/** One call, with where it stands in the document. */
export interface Call extends ApiOperation {
  method: Method;
  path: string;
  topic: string;
}

/** Every call, in the order of the document. */
export function callsOf(document: ApiDocument): Call[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase() as Method,
      path,
      topic: operation.tags[0] ?? '',
    })),
  );
}

/** The calls that have all the words somewhere in their name, path or heading. */
export function matching(calls: readonly Call[], find: string): Call[] {
  const words = find.toLowerCase().split(/\s+/);
  return calls.filter(({ method, path, summary, topic }) => {
    const text = `${method} ${path} ${summary} ${topic}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** What a reference stands for. */
export function resolved(document: ApiDocument, schema: Schema): Schema {
  const name = nameOf(schema);
  return name ? (document.components.schemas[name] ?? {}) : schema;
}

/** The name of what a reference stands for. */
export function nameOf({ $ref }: Schema): string | undefined {
  return $ref?.replace('#/components/schemas/', '');
}

/** What a schema is in a word or two: `Lead or null`, `list of Change`, `date`. */
export function typeName(schema: Schema): string {
  const name = nameOf(schema);
  if (name) return name;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeName))].join(' or ');
  const types = (Array.isArray(schema.type) ? schema.type : [schema.type ?? 'any']).map((type) => {
    if (type === 'array') return schema.items ? `list of ${typeName(schema.items)}` : 'list';
    return type === 'string' && schema.format ? schema.format : type;
  });
  return types.join(' or ');
}
