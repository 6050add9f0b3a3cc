import type { Ctx } from '#server/platform/context.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { readInput } from '#shared/fields/input.ts';
import type { CompiledObject } from './definition.ts';

type Values = Record<string, unknown>;

/** Reads the body of a create: defaults filled in, every wrong field reported. */
export function readCreate(
  ctx: Ctx,
  object: CompiledObject,
  body: Readonly<Values>,
): { values: Values; errors: FieldErrors } {
  const { values, errors } = readInput(object.fields, body, 'create');
  for (const [field, { defaultToUser }] of Object.entries(object.fields)) {
    if (defaultToUser && !Object.hasOwn(body, field)) values[field] = ctx.user.id;
  }
  return { values, errors: { ...errors, ...missingOneOf(object, values, errors) } };
}

/** Reads the body of a change: the fields that it names, and whether the record stays whole with them. */
export function readUpdate(object: CompiledObject, body: Readonly<Values>): { values: Values; errors: FieldErrors } {
  return readInput(object.fields, body, 'update');
}

/** Groups of fields of which none has a value: each of them is named. */
export function missingOneOf(object: CompiledObject, values: Readonly<Values>, errors: FieldErrors = {}): FieldErrors {
  const missing: FieldErrors = {};
  for (const group of object.requireOneOf) {
    const given = group.some((field) => (values[field] ?? null) !== null || errors[field]);
    if (given) continue;
    const labels = group.map((field) => object.fields[field]?.label ?? field).join(' or ');
    for (const field of group) missing[field] = `${labels} is required`;
  }
  return missing;
}
