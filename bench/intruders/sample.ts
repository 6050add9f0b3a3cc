import type { Random } from '#server/features/seed/random.ts';
import { type Document, type Operation, type Parameter, resolved, type Schema } from './operations.ts';

/** What samples are made with. */
export interface Making {
  document: Document;
  random: Random;
  /** What samples have where they name a record, by its object. */
  ids: Readonly<Record<string, unknown>>;
  /** Everything that an object can have, and one of each kind that a list can have. */
  isWhole?: boolean;
}

let made = 0;

/** A value that the schema lets through, another each time. */
export function sampleOf(making: Making, given: Schema, depth = 0): unknown {
  const { random, ids, document } = making;
  const schema = resolved(document, given);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return random.pick(schema.enum);
  if (schema.anyOf && !schema.properties) return sampleOf(making, random.pick(schema.anyOf), depth);
  if (schema['x-object']) return ids[schema['x-object']] ?? 1;
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  made += 1;
  switch (type) {
    case 'object':
      return sampleObject(making, schema, depth);
    case 'array':
      return sampleList(making, schema, depth);
    case 'integer':
      return (schema.minimum ?? 0) + random.below(3);
    case 'number':
      return random.below(100_000) / 100;
    case 'boolean':
      return random.below(2) === 1;
    case 'string':
      return sampleText(schema);
    default:
      return null;
  }
}

function sampleList(making: Making, { items }: Schema, depth: number): unknown[] {
  if (!items || depth >= 6) return [];
  const kinds = (making.isWhole && items.anyOf) || [items];
  return kinds.map((one) => sampleOf(making, one, depth + 1));
}

/** Objects with more rules than their keys (one of a group) come with all of them. */
function sampleObject(making: Making, schema: Schema, depth: number): Record<string, unknown> {
  const { properties = {}, required = [], anyOf } = schema;
  const isWhole = making.isWhole || anyOf !== undefined;
  const wanted = (name: string) => isWhole || required.includes(name) || making.random.below(3) === 0;
  const names = Object.keys(properties).filter((name) => name !== 'version' && depth < 6 && wanted(name));
  return Object.fromEntries(names.map((name) => [name, sampleOf(making, properties[name] ?? {}, depth + 1)]));
}

function sampleText({ format, maxLength = 40 }: Schema): string {
  if (format === 'email') return `sample${made}@example.com`;
  if (format === 'date') return '2030-01-31';
  if (format === 'date-time') return '2030-01-31T09:30:00Z';
  return `sample ${made}`.slice(0, maxLength);
}

/** A request as it is sent. */
export interface Sample {
  path: string;
  query: [name: string, value: string][];
  body?: unknown;
}

/** A request that the operation would take. */
export function sampleRequest(making: Making, operation: Operation): Sample {
  const path = operation.parameters
    .filter((one) => one.in === 'path')
    .reduce(
      (text, one) => text.replace(`{${one.name}}`, encodeURIComponent(sampleParameter(making, one))),
      operation.path,
    );
  const query = operation.parameters
    .filter((one) => one.in === 'query' && one.required)
    .map((one): [string, string] => [one.name, sampleParameter(making, one)]);
  return { path, query, ...(operation.body && { body: sampleOf(making, operation.body) }) };
}

export function sampleParameter(making: Making, { schema }: Parameter): string {
  return String(schema.examples?.[0] ?? sampleOf(making, schema));
}

export function urlOf({ path, query }: Pick<Sample, 'path' | 'query'>): string {
  const text = new URLSearchParams(query).toString();
  return text ? `${path}?${text}` : path;
}
