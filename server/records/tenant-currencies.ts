import type { Field } from '#shared/fields/field.ts';
import type { Fields } from '#shared/fields/input.ts';
import type { ObjectDefinition } from '#shared/object.ts';

/** A currency as definitions need it. */
export interface CurrencyRow {
  code: string;
  rate: number;
}

/** An object whose currencies are those of the tenant, of which the first is the default. */
export function withCurrencies(object: ObjectDefinition, currencies: readonly CurrencyRow[]): ObjectDefinition {
  const [usual] = currencies;
  if (!usual || !Object.values(object.fields).some((field) => field.optionsFrom === 'currencies')) return object;
  const options = currencies.map(({ code, rate }) => ({ value: code, label: code, rate: Number(rate) }));
  const changed = (field: Field): Field => {
    if (field.optionsFrom === 'currencies') return { ...field, options, default: usual.code, requiredLater: true };
    return field.currencyBy || field.derivedFrom ? { ...field, currency: usual.code } : field;
  };
  const change = (fields: Fields): Fields =>
    Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, changed(field)]));
  return { ...object, fields: change(object.fields), allFields: change(object.allFields) };
}
