import type { Ctx } from '#server/platform/context.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { readInput } from '#shared/fields/input.ts';
import { keepEntries } from '#shared/fields/kept-entries.ts';
import type { CompiledObject } from './compile-object.ts';

type Values = Record<string, unknown>;

/** Reads the body of a create: defaults filled in, every wrong field reported. */
export function readCreate(
  ctx: Ctx,
  object: CompiledObject,
  body: Readonly<Values>,
): { values: Values; errors: FieldErrors } {
  const { values, errors } = readInput(object.fields, body, 'create');
  keepEntries(object.fields, body, { values, errors });
  for (const [field, { defaultToUser }] of Object.entries(object.whole.fields)) {
    if (defaultToUser && !Object.hasOwn(body, field)) values[field] = ctx.user.id;
  }
  const all = { ...errors, ...fillUnset(object, values) };
  return { values, errors: { ...all, ...missingOneOf(object.whole, values, all) } };
}

/** Gives the fields that the role may not set their defaults; returns those that cannot do without a value. */
function fillUnset(object: CompiledObject, values: Values): FieldErrors {
  const errors: FieldErrors = {};
  for (const [name, field] of Object.entries(object.whole.fields)) {
    const given = object.fields[name];
    if (Object.hasOwn(values, name) || (given && !given.readOnly)) continue;
    values[name] = field.default ?? null;
    if (field.required && !field.readOnly) errors[name] = `${field.label} is required, and your role may not set it`;
  }
  return errors;
}

/** Reads the body of a change: the fields that it names, and what it says besides. */
export function readUpdate(
  object: CompiledObject,
  body: Readonly<Values>,
): { values: Values; besides: Values; errors: FieldErrors } {
  const { values, errors } = readInput({ ...object.fields, ...object.besides }, body, 'update');
  keepEntries(object.fields, body, { values, errors });
  const isBesides = ([key]: [string, unknown]) => Object.hasOwn(object.besides, key);
  const entries = Object.entries(values);
  return {
    values: Object.fromEntries(entries.filter((entry) => !isBesides(entry))),
    besides: Object.fromEntries(entries.filter(isBesides)),
    errors,
  };
}

/** Groups of fields of which none has a value: each of them is named. */
export function missingOneOf(object: CompiledObject, values: Readonly<Values>, errors: FieldErrors = {}): FieldErrors {
  const missing: FieldErrors = {};
  for (const group of object.requireOneOf) {
    const given = group.of.some((field) => (values[field] ?? null) !== null || errors[field]);
    if (given) continue;
    const named = group.named ?? group.of;
    const labels = named.map((field) => object.fields[field]?.label ?? field).join(' or ');
    for (const field of named) missing[field] = `${labels} is required`;
  }
  return missing;
}
