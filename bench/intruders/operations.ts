/** A JSON Schema as the document has it. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  minItems?: number;
  anyOf?: Schema[];
  default?: unknown;
  minimum?: number;
  maxLength?: number;
  minProperties?: number;
  examples?: unknown[];
  'x-object'?: string;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: Schema;
}

/** One call of the API, with its schemas written out as far as they do not contain themselves. */
export interface Operation {
  /** `GET /api/v1/leads/{id}`. */
  name: string;
  method: string;
  path: string;
  parameters: Parameter[];
  body?: Schema;
  isPublic: boolean;
  takesForms: boolean;
  /** Type and schema of the answers by status. */
  answers: Record<string, Answer>;
  document: Document;
}

export interface Answer {
  type: string;
  schema: Schema;
}

export interface Document {
  paths: Record<string, Record<string, DocumentOperation>>;
  components: { schemas: Record<string, Schema>; responses: Record<string, { content: Content }> };
}

type Content = Record<string, { schema: Schema }>;

interface DocumentOperation {
  parameters: Parameter[];
  security: unknown[];
  requestBody?: { content: Content };
  responses: Record<string, { $ref?: string; content?: Content }>;
}

const JSON_TYPE = 'application/json';

/** Every call of the document; new routes are among them by themselves. */
export function operationsOf(document: Document): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => {
      const content = one.requestBody?.content ?? {};
      return {
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        parameters: one.parameters,
        ...(content[JSON_TYPE] && { body: content[JSON_TYPE].schema }),
        isPublic: one.security.length === 0,
        takesForms: Object.hasOwn(content, 'application/x-www-form-urlencoded'),
        answers: answersOf(document, one),
        document,
      };
    }),
  );
}

function answersOf(document: Document, { responses }: DocumentOperation): Record<string, Answer> {
  const entries = Object.entries(responses).map(([status, { $ref, content }]) => {
    const shared = document.components.responses[$ref?.split('/').at(-1) ?? ''];
    const [[type, { schema }] = [JSON_TYPE, { schema: {} }]] = Object.entries(content ?? shared?.content ?? {});
    return [status, { type, schema }] as const;
  });
  return Object.fromEntries(entries);
}

/** What a reference stands for. */
export function resolved(document: Document, schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : (document.components.schemas[name] ?? {});
}
