import type { CompiledObject, CompiledObjects } from '#server/records/compile-object.ts';
import { CUSTOM_KEY, customKinds, keyForLabel, searchedKinds, uniqueKinds } from '#shared/custom-fields.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { readInput } from '#shared/fields/input.ts';
import { fields as fieldsObject } from '#shared/objects/fields.ts';
import { readOptions } from '#shared/read-options.ts';

type Values = Record<string, unknown>;

/** Reads the body of a new field: its values ready to store, and every wrong one named. */
export function readNewField(
  objects: CompiledObjects,
  body: Readonly<Values>,
): { values: Values; errors: FieldErrors } {
  const filled = { ...body, key: body.key ?? defaultKey(body), options: [] };
  const { values, errors } = readInput(fieldsObject.fields, filled, 'create');
  const object = objects.get(String(values.object ?? ''));
  if (!errors.object && !object?.customFields) errors.object = `Object must be one of ${namesOf(objects).join(', ')}`;
  if (errors.kind) errors.kind = `Kind must be one of ${customKinds.join(', ')}`;
  if (body.searched === undefined) values.searched = searchedKinds.includes(values.kind as never) && !values.multiline;
  Object.assign(errors, { ...kindErrors(objects, values, body), ...errors });
  if (!errors.key) checkKey(values, errors);
  if (object && !errors.label) checkLabel(object, String(values.label), errors);
  return { values, errors };
}

function defaultKey({ label, kind }: Readonly<Values>): unknown {
  return typeof label === 'string' && label.trim()
    ? keyForLabel(label, kind === 'relation' ? 'relation' : 'text')
    : 'c_';
}

function namesOf(objects: CompiledObjects): string[] {
  return [...objects.values()].filter((object) => object.customFields).map((object) => object.name);
}

/** What only some kinds of field have. */
function kindErrors(objects: CompiledObjects, values: Values, body: Readonly<Values>): FieldErrors {
  const errors: FieldErrors = {};
  const kind = values.kind as never;
  if (values.unique && (values.multiline || !uniqueKinds.includes(kind))) {
    errors.unique = `Only fields on one line of the kinds ${uniqueKinds.join(', ')} can be unique`;
  }
  if (values.searched && !searchedKinds.includes(kind)) {
    errors.searched = `Only fields of the kinds ${searchedKinds.join(', ')} can be searched`;
  }
  if (values.multiline && kind !== 'text') errors.multiline = 'Only a text can have several lines';
  if (kind === 'option') {
    const options = readOptions(body.options);
    if (typeof options === 'string') errors.options = options;
    else values.options = options;
  } else if (!isEmptyList(body.options)) errors.options = 'Only a field of the kind option has options';
  const targets = [...objects.values()].filter((one) => one.routes).map((one) => one.name);
  if (kind === 'relation' && !targets.includes(String(values.target ?? ''))) {
    errors.target = `Target must be the object that the field names records of: ${targets.join(', ')}`;
  } else if (kind !== 'relation' && values.target !== null && !errors.target) {
    errors.target = 'Only a field of the kind relation has a target';
  }
  return errors;
}

function isEmptyList(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

function checkKey(values: Values, errors: FieldErrors): void {
  const key = String(values.key);
  if (!CUSTOM_KEY.test(key)) {
    errors.key = 'Key must begin with c_ and go on with lower case letters, digits and _, such as c_industry';
  } else if (values.kind === 'relation' && !key.endsWith('_id')) {
    errors.key = 'The key of a relation must end in _id, such as c_partner_id';
  }
}

/** Two fields of one name cannot be told apart on any screen. */
export function checkLabel(object: CompiledObject, label: string, errors: FieldErrors, key = ''): void {
  const twin = Object.entries(object.allFields).find(
    ([name, field]) => name !== key && field.label.toLowerCase() === label.toLowerCase(),
  );
  if (twin) errors.label = `Label must differ from those of other fields of ${object.label[1].toLowerCase()}`;
}
