import { type ApiDocument, type Call, resolved, type Schema } from './document.ts';

/** Deeper than this an example would hide what it is about. */
const DEEPEST = 4;

/** A value that fits a schema: its own example where it has one. */
export function exampleOf(document: ApiDocument, given: Schema, depth = 0): unknown {
  const schema = resolved(document, given);
  if (schema.examples) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return exampleOf(document, schema.anyOf[0] ?? {}, depth);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'object') return depth >= DEEPEST ? {} : exampleObject(document, schema, depth);
  if (type === 'array') return schema.items && depth < DEEPEST ? [exampleOf(document, schema.items, depth + 1)] : [];
  if (type === 'integer' || type === 'number') return 1;
  if (type === 'boolean') return true;
  if (type !== 'string') return null;
  return schema.format === 'date-time' ? '2030-01-31T09:30:00.000Z' : schema.format === 'date' ? '2030-01-31' : 'text';
}

function exampleObject(document: ApiDocument, { properties = {}, required = [] }: Schema, depth: number): unknown {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => required.includes(name))
      .map(([name, schema]) => [name, exampleOf(document, schema, depth + 1)]),
  );
}

export const JSON_TYPE = 'application/json';

/** The schema of a call's body, if it takes one. */
export function bodyOf(call: Call): Schema | undefined {
  return call.requestBody?.content[JSON_TYPE]?.schema;
}

/** The status and the schema of a call's successful answer. */
export function answerOf(call: Call): { status: string; schema: Schema } | null {
  const [status, response] = Object.entries(call.responses).find(([code]) => code.startsWith('2')) ?? [];
  const schema = response?.content?.[JSON_TYPE]?.schema;
  return status && schema ? { status, schema } : null;
}
