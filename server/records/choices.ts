import type { Field } from '#shared/fields/field.ts';
import type { FieldErrors, Fields } from '#shared/fields/input.ts';
import { readInteger } from '#shared/fields/integer.ts';
import { firstStage } from '#shared/stages.ts';
import type { CompiledObject } from './compile-object.ts';
import type { AnyRecord } from './record.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * An object as one record of it has it: an option field whose choices depend on another field offers those of the record that
 * the body, or else the record itself, names there, and begins with the first of them.
 */
export function withChoices(object: CompiledObject, body: Values, before: AnyRecord | null): CompiledObject {
  if (!Object.values(object.whole.fields).some((field) => field.choices)) return object;
  const idOf = (by: string): unknown => {
    if (Object.hasOwn(body, by) && (body[by] ?? '') !== '') return readInteger(body[by]);
    return before?.[by] ?? object.whole.fields[by]?.default;
  };
  const narrow = (fields: Fields): Fields =>
    Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, narrowed(field, idOf)]));
  return { ...object, fields: narrow(object.fields), whole: { ...object.whole, fields: narrow(object.whole.fields) } };
}

function narrowed(field: Field, idOf: (by: string) => unknown): Field {
  const options = field.optionsBy && field.choices?.[String(idOf(field.optionsBy))];
  return options ? { ...field, options, default: firstStage(options) } : field;
}

/** Values that stay while the record moves to where they are no choice: the field, with those that would be right. */
export function strayChoices(object: CompiledObject, values: Values, before: AnyRecord): FieldErrors {
  const errors: FieldErrors = {};
  for (const [key, { optionsBy, options = [], label }] of Object.entries(object.fields)) {
    if (!optionsBy || values[optionsBy] === undefined || values[optionsBy] === before[optionsBy]) continue;
    const value = values[key] ?? before[key];
    if (options.some((one) => one.value === value)) continue;
    errors[key] = `${label} must be one of ${options.map((one) => one.value).join(', ')}`;
  }
  return errors;
}
