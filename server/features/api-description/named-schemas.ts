import { type JsonSchema, ref } from '#shared/api/json-schema.ts';

type Schemas = Record<string, JsonSchema>;

/** Moves every schema that has a title to where it is described once, and puts a reference in its place. */
export function hoistNamed({ paths, schemas }: { paths: Record<string, unknown>; schemas: Schemas }) {
  const found: Schemas = { ...schemas };
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const copy = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, walk(one)]));
    if (typeof copy.title !== 'string' || !('type' in copy)) return copy;
    const { title, ...schema } = copy;
    found[String(title)] = schema;
    return ref(String(title));
  };
  return { paths: walk(paths) as Record<string, unknown>, schemas: found };
}

/** The schemas that are referred to, by themselves or by way of others. */
export function reachable(from: unknown, schemas: Schemas): Schemas {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const one of Object.values(value)) visit(one);
    const name = '$ref' in value ? /^#\/components\/schemas\/(\w+)$/.exec(String(value.$ref))?.[1] : undefined;
    if (name === undefined || names.has(name)) return;
    names.add(name);
    visit(schemas[name]);
  };
  visit(from);
  names.add('Failure');
  return Object.fromEntries([...names].sort().map((name) => [name, schemas[name] ?? {}]));
}
