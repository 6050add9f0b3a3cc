import { bad, type Field, type FieldOptions, good, type Kind, makeField } from './field.ts';

/** Settings of the product's own objects, such as the permissions of a role: an object of JSON; never null. */
export function json(options: FieldOptions = {}): Field<Readonly<Record<string, unknown>>, true> {
  return makeField('json', { default: {}, ...options });
}

/** A list of JSON objects, such as the choices of a field; never null. */
export function jsonList(options: FieldOptions = {}): Field<readonly Readonly<Record<string, unknown>>[], true> {
  return makeField('json', { default: [], list: true, ...options });
}

/** Most characters of a value written as JSON. */
const LONGEST = 65_536;
const DEEPEST = 20;

export const jsonKind: Kind<Readonly<Record<string, unknown>>> = {
  parse(input, field) {
    const value = typeof input === 'string' ? parseText(input) : input;
    if (typeof value !== 'object' || value === null || Array.isArray(value) !== (field.list ?? false)) {
      return bad(`${field.label} must be a JSON ${field.list ? 'list such as [{}]' : 'object such as {"leads": {}}'}`);
    }
    if (isDeeper(value, DEEPEST)) return bad(`${field.label} must not be nested more than ${DEEPEST} deep`);
    const written = JSON.stringify(value);
    if (written.length > LONGEST)
      return bad(`${field.label} must be at most ${LONGEST.toLocaleString('en')} characters`);
    if (/\\u0000|\\ud[89a-f]/i.test(written)) return bad(`${field.label} must be valid Unicode text without NUL`);
    return good(value as Readonly<Record<string, unknown>>);
  },
  jsonSchema: ({ list }) => (list ? { type: 'array', items: { type: 'object' } } : { type: 'object' }),
};

function parseText(input: string): unknown {
  try {
    return JSON.parse(input);
  } catch {
    return null;
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((one) => isDeeper(one, levels - 1));
}
