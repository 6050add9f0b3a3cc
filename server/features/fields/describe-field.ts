import type { CompiledObject } from '#server/records/compile-object.ts';
import { isCustomKey } from '#shared/custom-fields.ts';
import type { Field } from '#shared/fields/field.ts';

/** A field of an object, named `leads.status` in paths. */
export interface FieldName {
  object: string;
  key: string;
}

/** What `/api/v1/fields` answers about a field. */
export function describeField(object: CompiledObject, key: string, field: Field): Record<string, unknown> {
  return {
    id: `${object.name}.${key}`,
    object: object.name,
    key,
    kind: field.kind,
    label: field.label,
    help: field.help ?? null,
    required: field.required,
    unique: field.unique ?? false,
    searched: field.search ?? false,
    multiline: field.multiline ?? false,
    options: field.options ?? [],
    target: field.target ?? null,
    custom: isCustomKey(key),
    read_only: field.readOnly ?? false,
    position: field.position ?? null,
    indexed: field.custom ? field.slot !== undefined : (field.filter ?? false),
  };
}

/** The fields of an object as the caller's role sees it, those of the product first. */
export function describeFields(object: CompiledObject): Record<string, unknown>[] {
  return Object.entries(object.fields).map(([key, field]) => describeField(object, key, field));
}
