import type { Ctx } from '#server/platform/context.ts';
import type { Input, Reply } from '#server/platform/http/types.ts';
import { requireAccess } from '#server/records/access.ts';
import { answerWrite } from '#server/records/answer-write.ts';
import type { Work } from '#server/records/change-set.ts';
import type { CompiledObject } from '#server/records/compile-object.ts';
import { createMany } from '#server/records/create-many.ts';
import { objectFor } from '#server/records/definition.ts';
import { countUses, replaceValues } from '#server/records/replace-value.ts';
import { updateRecord } from '#server/records/update.ts';
import { uniqueKinds } from '#shared/custom-fields.ts';
import { appError, invalid } from '#shared/errors.ts';
import type { Field, Option } from '#shared/fields/field.ts';
import { type FieldErrors, readInput } from '#shared/fields/input.ts';
import { fields as fieldsObject } from '#shared/objects/fields.ts';
import { objectList } from '#shared/objects/registry.ts';
import { readOptions } from '#shared/read-options.ts';
import { checkLabel } from './check-field.ts';
import { describeField, type FieldName } from './describe-field.ts';
import { lockFields, storedField } from './field-store.ts';
import { dropUnique, fillUnique } from './field-values.ts';
import { readStageOptions, storeStages } from './stage-options.ts';

type Values = Record<string, unknown>;

/** What stays as it was made, and why. */
const FIXED: Readonly<Record<string, string>> = {
  object: 'A field stays with its object',
  key: 'The key of a field cannot be changed: integrations rely on it',
  kind: 'The kind of a field cannot be changed: make another field',
  target: 'The target of a field cannot be changed: make another field',
  searched: 'Whether a field is searched is settled when it is made',
  multiline: 'Whether a text has several lines is settled when it is made',
};

interface Place {
  object: CompiledObject;
  name: FieldName;
  field: Field;
}

/** `PATCH /api/v1/fields/<object>.<key>`: wording, choices and rules of a field, of the product's ones too. */
export async function changeField(ctx: Ctx, input: Input, name: FieldName): Promise<Reply> {
  const [settings, view] = await Promise.all([objectFor(ctx, 'fields'), objectFor(ctx, name.object)]);
  const object = view.whole;
  const field = object.fields[name.key];
  if (!field) throw appError('not_found');
  return answerWrite(ctx, input, 'field', async (work) => {
    requireAccess(ctx, settings, 'update');
    const { replace, version, ...body } = input.body;
    const place = { object, name, field };
    const { values, errors } = readChange(place, body);
    const hasStages = field.optionsFrom === 'pipelines';
    const replacements = hasStages ? new Map<string, string>() : readReplace(field, values, replace, errors);
    if (Object.keys(errors).length > 0) throw invalid(errors);
    await lockFields(work);
    if (hasStages && values.options) await storeStages(work, field, { options: values.options, replace });
    else if (values.options) await dropOptions(work, place, { kept: values.options as Option[], replacements });
    if (values.unique === true && !field.unique) await fillUnique(work, object, name.key);
    if (values.unique === false && field.unique) await dropUnique(work, name);
    const { options, ...others } = values;
    if (!hasStages) await store(work, place, { settings, values, version });
    else if (Object.keys(others).length > 0) await store(work, place, { settings, values: others, version });
    return { body: { success: true, data: describeField(object, name.key, changed(field, values)) } };
  });
}

/** Reads the body against what this field lets be changed. */
function readChange({ object, name, field }: Place, body: Readonly<Values>): { values: Values; errors: FieldErrors } {
  const { options, ...plain } = body;
  const { values, errors } = readInput(fieldsObject.fields, plain, 'update');
  const now = describeField(object, name.key, field);
  for (const [key, why] of Object.entries(FIXED)) {
    if (Object.hasOwn(values, key) && values[key] !== now[key]) errors[key] = why;
    delete values[key];
  }
  if (typeof values.label === 'string') checkLabel(object, values.label, errors, name.key);
  const isProductsOwn = field.required && !field.requiredLater;
  if (values.required === false && isProductsOwn && !field.custom) errors.required = 'The product needs this field';
  if (values.required === true && field.readOnly) errors.required = 'The system sets this field';
  if (
    values.unique === true &&
    !field.unique &&
    (!field.custom || field.multiline || !uniqueKinds.includes(field.kind))
  ) {
    errors.unique = `Only added fields of the kinds ${uniqueKinds.join(', ')} can be unique`;
  }
  if (values.unique === false && field.unique && !field.custom)
    errors.unique = 'The product needs this field to be unique';
  if (options !== undefined) readNewOptions({ name, field }, options, { values, errors });
  return { values, errors };
}

/** The choices that the product sets itself. */
function keptOptions({ object, key }: FieldName): readonly Option[] {
  const definition = objectList.find((one) => one.name === object);
  return (definition?.fields[key]?.options ?? []).filter((one) => one.kept);
}

function readNewOptions(
  { name, field }: Pick<Place, 'name' | 'field'>,
  input: unknown,
  { values, errors }: { values: Values; errors: FieldErrors },
): void {
  if (field.kind !== 'option') errors.options = 'Only a field of the kind option has options';
  else if (field.optionsFrom === 'pipelines') {
    const stages = readStageOptions(field, input);
    if (typeof stages === 'string') errors.options = stages;
    else values.options = stages;
  } else if (field.fixed || field.optionsFrom) errors.options = 'The options of this field belong to the product';
  else {
    const options = readOptions(input, field.options);
    const misses = (value: unknown) => Array.isArray(options) && !options.some((one) => one.value === value);
    const kept = keptOptions(name);
    if (typeof options === 'string') errors.options = options;
    else if (field.default !== undefined && misses(field.default)) {
      errors.options = `Options must keep ${field.default}: new records begin with it`;
    } else if (kept.some((one) => misses(one.value))) {
      errors.options = `Options must keep ${kept.map((one) => one.value).join(', ')}: the product sets it`;
    } else values.options = options;
  }
}

/** `replace`: what records get instead of an option that goes, such as `{"OLD": "NEW"}`. */
function readReplace(field: Field, values: Values, input: unknown, errors: FieldErrors): Map<string, string> {
  if (input === undefined) return new Map();
  const kept = (values.options ?? field.options ?? []) as Option[];
  const isKept = (value: unknown) => kept.some((one) => one.value === value);
  const entries = typeof input === 'object' && input !== null && !Array.isArray(input) ? Object.entries(input) : null;
  if (!entries?.every(([from, to]) => !isKept(from) && isKept(to))) {
    errors.replace = 'Replace must name for each option that goes one that stays: {"OLD": "NEW"}';
    return new Map();
  }
  return new Map(entries as [string, string][]);
}

/** Options that go: records that have one get another, or keep it from going. */
async function dropOptions(
  work: Work,
  { object, name, field }: Place,
  { kept, replacements }: { kept: readonly Option[]; replacements: ReadonlyMap<string, string> },
): Promise<void> {
  const gone = (field.options ?? [])
    .map((one) => one.value)
    .filter((value) => !kept.some((one) => one.value === value));
  const unreplaced = gone.filter((value) => !replacements.has(value));
  const uses = unreplaced.length > 0 ? await countUses(work, object, { key: name.key, values: unreplaced }) : 0;
  if (uses > 0) {
    const who =
      uses === 1 ? `One ${object.label[0].toLowerCase()} has` : `${uses} ${object.label[1].toLowerCase()} have`;
    const message = `${who} an option that would go: say what they get instead, as "replace": {"${unreplaced[0]}": "${kept[0]?.value}"}`;
    throw appError('conflict', { message, errors: { options: message } });
  }
  for (const [from, to] of replacements) {
    await replaceValues(work, object, { from: { [name.key]: from }, to: { [name.key]: to } });
  }
}

async function store(
  work: Work,
  { object, name, field }: Place,
  { settings, values, version }: { settings: CompiledObject; values: Values; version: unknown },
): Promise<void> {
  const row = await storedField(work, name);
  if (row && !row.isTrashed) {
    await updateRecord(work, settings, { id: row.id, body: { ...values, ...(version !== undefined && { version }) } });
    return;
  }
  const { kind, label, help = null } = field;
  const usual = { ...name, kind, label, help, required: false, unique: false, searched: false, multiline: false };
  await createMany(work, settings, [{ ...usual, options: [], object: object.name, ...values }]);
}

function changed(field: Field, values: Values): Field {
  const { label, help, required, unique, options, position } = values as Partial<Field>;
  return {
    ...field,
    ...(label !== undefined && { label }),
    ...(help !== undefined && { help }),
    ...(required !== undefined && { required }),
    ...(unique !== undefined && { unique }),
    ...(options !== undefined && { options }),
    ...(position !== undefined && { position }),
  };
}
