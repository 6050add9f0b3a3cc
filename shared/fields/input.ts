import type { Field } from './field.ts';
import { fieldKinds } from './kinds.ts';

export type FieldErrors = Record<string, string>;
export type Fields = Readonly<Record<string, Field>>;

export interface ReadInput {
  /** The values of the fields that the input names (on create: defaults too), ready to store. */
  values: Record<string, unknown>;
  /** Field name to what is wrong with it; empty when all is well. */
  errors: FieldErrors;
}

/** Unknown fields that are named at most: who sends thousands has no use for thousands of answers. */
const MOST_UNKNOWN = 50;

/**
 * Reads an input against fields, reporting every wrong field at once.
 * `create` wants required fields and fills in defaults; `update` reads only the fields that are named.
 */
export function readInput(
  fields: Fields,
  input: Readonly<Record<string, unknown>>,
  mode: 'create' | 'update',
): ReadInput {
  const values: Record<string, unknown> = {};
  // Without a prototype, so that a field named `__proto__` is refused like any other unknown one.
  const errors: FieldErrors = Object.create(null);
  for (const name of Object.keys(input)) {
    if (Object.keys(errors).length >= MOST_UNKNOWN) break;
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field) errors[name] = 'Unknown field';
    else if (field.restricted) errors[name] = `Your role may not change ${field.label}`;
    else if (field.readOnly) errors[name] = `${field.label} is set by the system`;
  }
  for (const [name, field] of Object.entries(fields)) {
    if (field.readOnly) continue;
    const given = Object.hasOwn(input, name);
    if (!given && mode === 'update') continue;
    if (given && !isEmpty(input[name])) readValue(name, field, input[name], { values, errors });
    else readEmpty(name, field, mode, { values, errors });
  }
  return { values, errors };
}

function readValue(name: string, field: Field, input: unknown, into: ReadInput): void {
  const parsed = fieldKinds[field.kind].parse(input, field);
  if (!parsed.ok) into.errors[name] = parsed.error;
  else if (field.required && isNoEntry(field, parsed.value)) into.errors[name] = lacking(field);
  else into.values[name] = parsed.value;
}

function readEmpty(name: string, field: Field, mode: 'create' | 'update', into: ReadInput): void {
  const { empty } = fieldKinds[field.kind];
  if (field.required) into.errors[name] = lacking(field);
  else if (empty !== undefined) into.values[name] = empty;
  else if (field.default === undefined) into.values[name] = null;
  else if (mode === 'create') into.values[name] = field.default;
  else into.errors[name] = `${field.label} must not be empty`;
}

/** What is said of a required field without a value. */
export function lacking({ label }: Field): string {
  return `${label} is required`;
}

/** An empty list is no value of a field whose values are lists. */
function isNoEntry({ kind }: Field, value: unknown): boolean {
  return fieldKinds[kind].empty !== undefined && Array.isArray(value) && value.length === 0;
}

/** Forms send an empty string where they have no value. */
function isEmpty(input: unknown): boolean {
  return input === null || input === undefined || (typeof input === 'string' && input.trim() === '');
}
