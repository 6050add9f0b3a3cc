import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { TestAnswer } from '#server/testing/client.ts';
import type { Document, Operation, Schema } from './operations.ts';

/** Says what about an answer is not as the document describes it; null when all is. */
export type Conformance = (operation: Operation, answer: TestAnswer) => string | null;

export function createConformance(document: Document): Conformance {
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  // biome-ignore lint/suspicious/noExplicitAny: the package's types miss that Node gives its function as `default`
  (addFormats as any)(ajv);
  // What is an address the product decides; `x@y.z` is not everybody's.
  ajv.addFormat('email', true);
  ajv.addSchema({ $id: 'arvelo', components: { schemas: closed(document.components.schemas) } } as object);
  const compiled = new Map<string, ReturnType<typeof ajv.compile>>();
  return (operation, { status, text, body, headers }) => {
    const described = operation.answers[status];
    if (status === 304 || operation.method === 'HEAD') return null;
    if (!described) return `status ${status} is not described`;
    const type = headers.get('content-type') ?? '';
    // A file comes as what it is, but only ever to be kept.
    if (described.type === '*/*')
      return headers.get('content-disposition')?.startsWith('attachment') ? null : 'it is no download';
    if (type.split(';')[0] !== described.type || !/;\s*charset=utf-8/i.test(type)) return `its type is ${type}`;
    if (described.type !== 'application/json') return null;
    const key = `${operation.name} ${status}`;
    const validate = compiled.get(key) ?? ajv.compile(closed(described.schema) as object);
    compiled.set(key, validate);
    if (validate(body)) return null;
    const [error] = validate.errors ?? [];
    return `${error?.instancePath} ${error?.message} ${JSON.stringify(error?.params)}: ${text.slice(0, 200)}`;
  };
}

/** The same schemas, but objects have no keys that are not described. */
function closed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(closed) as T;
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, closed(one)])) as Record<
    string,
    unknown
  >;
  if (typeof copy.$ref === 'string') copy.$ref = `arvelo${copy.$ref}`;
  const schema = value as Schema;
  const hasKeys = typeof schema.properties === 'object' && typeof schema.type !== 'object' && schema.type === 'object';
  if (hasKeys && schema.additionalProperties === undefined) copy.additionalProperties = false;
  return copy as T;
}
