import { fieldsOf, idOf, type JsonSchema } from '#shared/api/json-schema.ts';
import { changeRef } from '#shared/api/record-schemas.ts';
import { invalid } from '#shared/errors.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { readInteger } from '#shared/fields/integer.ts';
import { objects } from '#shared/objects/registry.ts';

export const partNames = ['company', 'contact', 'opportunity'] as const;
export type Part = (typeof partNames)[number];

/** What becomes of each part: a new record with these fields, an existing one, or nothing. */
export type Parts = Record<Part, { create: Readonly<Record<string, unknown>> } | { id: number } | null>;

const objectOf = { company: objects.companies, contact: objects.contacts, opportunity: objects.opportunities };

/** The body of a conversion. */
export const partsBody = fieldsOf({}, Object.fromEntries(partNames.map((name) => [name, partSchema(name)])));

function partSchema(name: Part): JsonSchema {
  const parts = [
    fieldsOf({ create: changeRef(objectOf[name]) }),
    fieldsOf({ id: idOf(objectOf[name].name) }),
    { type: 'null' },
  ];
  return { anyOf: parts, description: 'Made from the lead when left out, given up when null.' };
}

/** Reads `{"company": {"create": {…}} or {"id": 7} or null, …}`; a part that is left out is made from the lead. */
export function readParts(body: Readonly<Record<string, unknown>>): Parts {
  const errors: FieldErrors = Object.create(null);
  for (const key of Object.keys(body)) {
    if (!(partNames as readonly string[]).includes(key)) errors[key] = 'Unknown field';
  }
  const entries = partNames.map((name) => [name, readPart(name, body, errors)]);
  if (Object.keys(errors).length > 0) throw invalid(errors);
  return Object.fromEntries(entries) as Parts;
}

function readPart(name: Part, body: Readonly<Record<string, unknown>>, errors: FieldErrors): Parts[Part] {
  if (!Object.hasOwn(body, name)) return { create: {} };
  const given = body[name];
  if (given === null) return null;
  const [key, ...more] = isObject(given) ? Object.keys(given) : [];
  if (isObject(given) && more.length === 0) {
    const id = key === 'id' ? readInteger(given.id) : null;
    if (id !== null && id > 0) return { id };
    if (key === 'create' && isObject(given.create)) return { create: given.create };
  }
  errors[name] = `${name} takes {"create": {…}}, {"id": 7} or null`;
  return null;
}

function isObject(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}
