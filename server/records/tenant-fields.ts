import { isCustomKey } from '#shared/custom-fields.ts';
import { inOrder } from '#shared/field-order.ts';
import type { Field, FieldKind, Option } from '#shared/fields/field.ts';
import type { Fields } from '#shared/fields/input.ts';
import type { ObjectDefinition } from '#shared/object.ts';

/** What a tenant has made of one field: one that it added, or its own wording and choices for one of the product. */
export interface FieldRow {
  object: string;
  key: string;
  kind: FieldKind;
  label: string;
  help: string | null;
  required: boolean;
  unique: boolean;
  searched: boolean;
  multiline: boolean;
  options: Option[];
  target: string | null;
  slot: string | null;
  /** Where it stands among the fields of its object; null: where the product has it, added ones at the end. */
  position: number | null;
}

/** The columns of `FieldRow`, to select. */
export const fieldRowColumns =
  'object, key, kind, label, help, required, "unique", searched, multiline, options, target, slot, position';

/** Most characters of an added text on one line, and of one on several. */
const LINE = 200;
const LINES = 10_000;

/** An object with what the tenant has made of its fields, in the order that it has given them; those that it added stand behind the others. */
export function withTenantFields(object: ObjectDefinition, rows: readonly FieldRow[]): ObjectDefinition {
  if (rows.length === 0) return object;
  const changed = new Map(rows.filter((row) => !isCustomKey(row.key)).map((row) => [row.key, row]));
  const added = Object.fromEntries(rows.filter((row) => isCustomKey(row.key)).map((row) => [row.key, addedField(row)]));
  const change = (fields: Fields): [string, Field][] =>
    Object.entries(fields).map(([key, field]) => [key, changedField(field, changed.get(key))]);
  const [id, ...others] = change(object.allFields);
  const isOwn = ([key]: [string, Field]) => Object.hasOwn(object.fields, key);
  const fields = inOrder({ ...Object.fromEntries(change(object.fields)), ...added });
  return {
    ...object,
    fields,
    allFields: Object.fromEntries([
      ...(id ? [id] : []),
      ...Object.entries(fields),
      ...others.filter((entry) => !isOwn(entry)),
    ]),
  };
}

function changedField(field: Field, row: FieldRow | undefined): Field {
  if (!row) return field;
  return {
    ...field,
    label: row.label,
    ...(row.help && { help: row.help }),
    ...(typeof row.position === 'number' && { position: row.position }),
    ...(row.required && !field.required && { required: true, requiredLater: true }),
    ...(row.options.length > 0 && { options: row.options.map((one) => asKept(one, field)) }),
  };
}

/** What the product sets itself stays marked so, however the tenant words it. */
function asKept(option: Option, field: Field): Option {
  const isKept = field.options?.some((one) => one.kept && one.value === option.value);
  return isKept ? { ...option, kept: true } : option;
}

function addedField(row: FieldRow): Field {
  const { kind, label, help, required, unique, searched, multiline, options, target, slot, position } = row;
  return {
    kind,
    label,
    required,
    unique,
    custom: true,
    filter: !multiline,
    ...(required && { requiredLater: true }),
    ...(help && { help }),
    ...(searched && { search: true }),
    ...(kind === 'text' && { max: multiline ? LINES : LINE }),
    ...(multiline && { multiline }),
    ...(kind === 'option' && { options }),
    ...(target && { target }),
    ...(slot && { slot }),
    ...(typeof position === 'number' && { position }),
  };
}
