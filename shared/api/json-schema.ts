/** A JSON Schema of draft 2020-12, as OpenAPI 3.1 takes it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** An object with these keys, and those of `optional` now and then. */
export function shape(properties: Record<string, JsonSchema>, optional: Record<string, JsonSchema> = {}): JsonSchema {
  return { type: 'object', required: Object.keys(properties), properties: { ...properties, ...optional } };
}

/** The fields that a body takes; any other is refused. */
export function fieldsOf(required: Record<string, JsonSchema>, optional: Record<string, JsonSchema> = {}): JsonSchema {
  return { ...shape(required, optional), additionalProperties: false };
}

/** Gives a schema a name, under which the document of the API describes it once. */
export function named(title: string, schema: JsonSchema): JsonSchema {
  return { title, ...schema };
}

export function listOf(items: JsonSchema): JsonSchema {
  return { type: 'array', items };
}

/** An object that has values of one kind under keys that are not known beforehand. */
export function mapOf(values: JsonSchema): JsonSchema {
  return { type: 'object', additionalProperties: values };
}

/** The same, or null. */
export function orNull(schema: JsonSchema): JsonSchema {
  if (typeof schema.type !== 'string') return { anyOf: [schema, { type: 'null' }] };
  return {
    ...schema,
    type: [schema.type, 'null'],
    ...(Array.isArray(schema.enum) && { enum: [...schema.enum, null] }),
  };
}

export function oneOf(values: readonly string[]): JsonSchema {
  return { type: 'string', enum: values };
}

/** What the document describes under this name. */
export function ref(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}

export const aText: JsonSchema = { type: 'string' };
export const aFlag: JsonSchema = { type: 'boolean' };
export const aCount: JsonSchema = { type: 'integer', minimum: 0 };
export const anId: JsonSchema = { type: 'integer', minimum: 1 };
/** The id of a record of an object. */
export function idOf(object: string): JsonSchema {
  return { ...anId, 'x-object': object };
}

export const aMoment: JsonSchema = { type: 'string', format: 'date-time' };
/** JSON of any kind. */
export const anything: JsonSchema = {};
