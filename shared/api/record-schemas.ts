import type { Field } from '#shared/fields/field.ts';
import type { Fields } from '#shared/fields/input.ts';
import { fieldKinds } from '#shared/fields/kinds.ts';
import { includeNames } from '#shared/include-names.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { exampleOf } from './example.ts';
import { fieldsOf, type JsonSchema, orNull, ref, shape } from './json-schema.ts';

type Named = Pick<ObjectDefinition, 'label'>;

/** The schemas of a record type, as routes name them and as the document describes them for a tenant and a role. */
export const recordRef = (object: Named) => ref(recordName(object));
export const legacyRecordRef = (object: Named) => ref(`Legacy${recordName(object)}`);
export const inputRef = (object: Named) => ref(`New${recordName(object)}`);
export const changeRef = (object: Named) => ref(`${recordName(object)}Change`);

/** The record types that a caller's role sees, by name. */
export type SeenObjects = ReadonlyMap<string, ObjectDefinition & { permission: { read: string } }>;

/** Every schema of a record type, by name. */
export function recordSchemas(objects: SeenObjects, object: ObjectDefinition): Record<string, JsonSchema> {
  const name = recordName(object);
  return {
    [name]: recordSchema(objects, object, fieldSchema),
    [`Legacy${name}`]: recordSchema(objects, object, legacyFieldSchema),
    [`New${name}`]: inputSchema(object),
    [`${name}Change`]: changeSchema(object),
  };
}

/** `Lead source` becomes `LeadSource`. */
function recordName({ label: [one] }: Named): string {
  return one.replaceAll(/(?:^|[^A-Za-z]+)([A-Za-z])/g, (_, letter: string) => letter.toUpperCase());
}

type SchemaOf = (field: Field) => JsonSchema;

/** A record as it is answered, with the related records that `include` adds. */
function recordSchema(objects: SeenObjects, object: ObjectDefinition, schemaOf: SchemaOf): JsonSchema {
  const included = [...includeNames(object.fields)].flatMap(([name, key]): [string, JsonSchema][] => {
    const other = objects.get(object.fields[key]?.target ?? '');
    return other && other.permission.read !== 'none' ? [[name, orNull(recordRef(other))]] : [];
  });
  return shape(
    mapFields(object.allFields, (field) => nullableSchema(field, schemaOf)),
    Object.fromEntries(included),
  );
}

/** Older records may lack what is required since. */
function nullableSchema(field: Field, schemaOf: SchemaOf): JsonSchema {
  const isAlwaysThere = (field.required && !field.requiredLater) || field.default !== undefined;
  return isAlwaysThere ? schemaOf(field) : orNull(schemaOf(field));
}

/** What creating a record takes. */
function inputSchema(object: ObjectDefinition): JsonSchema {
  const writable = pickFields(object.fields, (field) => !field.readOnly);
  const isNeeded = (field: Field) => field.required && field.default === undefined;
  const needed = mapFields(pickFields(writable, isNeeded), fieldSchema);
  const others = mapFields(
    pickFields(writable, (field) => !isNeeded(field)),
    optionalSchema,
  );
  return { ...fieldsOf(needed, others), ...groupsOf(object), examples: [exampleInput(object)] };
}

/** One field of each group has to have a value. */
function groupsOf({ requireOneOf }: ObjectDefinition): JsonSchema {
  if (requireOneOf.length === 0) return {};
  const groups = requireOneOf.map(({ of }) => ({ anyOf: of.map((key) => ({ required: [key] })) }));
  return groups.length === 1 ? (groups[0] as JsonSchema) : { allOf: groups };
}

function optionalSchema(field: Field): JsonSchema {
  if (field.default === undefined) return orNull(fieldSchema(field));
  return { ...fieldSchema(field), default: field.default };
}

/** What changing a record takes: any of its fields, and the version that the change was made looking at. */
function changeSchema(object: ObjectDefinition): JsonSchema {
  const writable = pickFields(object.fields, (field) => !field.readOnly);
  const changeable = mapFields(writable, (field) =>
    field.required || field.default !== undefined ? fieldSchema(field) : orNull(fieldSchema(field)),
  );
  const version = { type: 'integer', description: 'Refuses the change where the record has another version by now.' };
  const { [object.title]: title } = exampleInput(object);
  return {
    ...fieldsOf({}, { ...changeable, ...mapFields(object.besides, fieldSchema), version }),
    examples: [title === undefined ? {} : { [object.title]: title }],
  };
}

/** A body that could be sent as it is, with the fields that people fill in first. */
function exampleInput(object: ObjectDefinition): Record<string, unknown> {
  const asked = object.requireOneOf.map(({ of }) => of[0]);
  const shown = Object.entries(object.fields).filter(
    ([key, field]) =>
      !field.readOnly && (field.required || asked.includes(key) || (!field.custom && field.kind !== 'relation')),
  );
  const entries = shown.map(([key, field]) => [key, exampleOf(field)]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** The value of a field, with what people call it; `x-object` says whose id it is. */
export function fieldSchema(field: Field): JsonSchema {
  const { kind, target } = field;
  return {
    ...fieldKinds[kind].jsonSchema(field),
    description: describe(field),
    ...(target !== undefined && { 'x-object': target }),
  };
}

/** On the `.php` mount times stand without a zone. */
function legacyFieldSchema(field: Field): JsonSchema {
  if (field.kind !== 'datetime') return fieldSchema(field);
  return {
    type: 'string',
    pattern: '^\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}$',
    description: `${describe(field)}, in UTC`,
  };
}

function describe({ label, help, target }: Field): string {
  return [label, target && `the id of one of \`${target}\``, help].filter(Boolean).join(': ');
}

function pickFields(fields: Fields, isWanted: (field: Field) => boolean): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, field]) => isWanted(field)));
}

function mapFields(fields: Fields, make: SchemaOf): Record<string, JsonSchema> {
  return Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, make(field)]));
}
