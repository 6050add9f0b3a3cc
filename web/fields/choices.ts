import type { Field } from '#shared/fields/field.ts';

type Values = Readonly<Record<string, unknown>>;

/** An option field with the choices that these values leave: those of a pipeline where the field depends on it. */
export function narrowed(field: Field, values: Values): Field {
  const options = field.optionsBy && field.choices?.[String(values[field.optionsBy] ?? '')];
  return options ? { ...field, options } : field;
}

/** The currency that a field's amount is in; undefined where nothing says it. */
export function currencyOf(field: Field, values: Values): string | undefined {
  const named = field.currencyBy && values[field.currencyBy];
  return typeof named === 'string' && named !== '' ? named : field.currency;
}
